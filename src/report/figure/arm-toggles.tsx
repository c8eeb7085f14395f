/** Switches arms off and on, in all charts at once. Also the key to their colours, dashes and marks: all that it is without a script. */
import { useContext } from 'preact/hooks';
import { Mark } from '../charts/mark.tsx';
import { pagePaint } from '../charts/paint.ts';
import { ReaderContext, useLive } from './reader.ts';

function Key({ name }: { readonly name: string }) {
  const { colour, dash, mark } = useContext(ReaderContext).arms(name);
  return (
    <>
      <svg width="26" height="10" aria-hidden="true">
        <path d="M0 5H26" stroke={colour(pagePaint)} stroke-width="2" stroke-dasharray={dash} />
        <Mark x={13} y={5} shape={mark} colour={colour(pagePaint)} ground={pagePaint.ground} />
      </svg>
      {name}
    </>
  );
}

export function ArmToggles({ names }: { readonly names: readonly string[] }) {
  const { hidden, toggle } = useContext(ReaderContext);
  const live = useLive();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is of a form
    <div class="toggles" role="group" aria-label={live ? 'Arms shown' : 'Arms'}>
      {names.map((name) =>
        live ? (
          <button key={name} type="button" aria-pressed={!hidden.has(name)} onClick={() => toggle(name)}>
            <Key name={name} />
          </button>
        ) : (
          <span key={name}>
            <Key name={name} />
          </span>
        ),
      )}
    </div>
  );
}
