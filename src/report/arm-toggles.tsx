/** Switches arms off and on, in all charts at once. Also the key to their colours, dashes and marks. */
import { useContext } from 'preact/hooks';
import { Mark } from './charts/mark.tsx';
import { pagePaint } from './charts/paint.ts';
import { ReaderContext } from './reader.ts';

export function ArmToggles({ names }: { readonly names: readonly string[] }) {
  const { arms, hidden, toggle } = useContext(ReaderContext);
  return (
    <fieldset class="toggles" aria-label="Arms shown">
      {names.map((name) => {
        const { colour, dash, mark } = arms(name);
        return (
          <button key={name} type="button" aria-pressed={!hidden.has(name)} onClick={() => toggle(name)}>
            <svg width="26" height="10" aria-hidden="true">
              <path d="M0 5H26" stroke={colour(pagePaint)} stroke-width="2" stroke-dasharray={dash} />
              <Mark x={13} y={5} shape={mark} colour={colour(pagePaint)} ground={pagePaint.ground} />
            </svg>
            {name}
          </button>
        );
      })}
    </fieldset>
  );
}
