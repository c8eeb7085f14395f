/** What is pointed at in a chart, by pointer or by arrow keys: a rule, dots, and the values in words. */
import { useContext } from 'preact/hooks';
import type { Chart, Stop } from '../charts/chart.ts';
import { pagePaint } from '../charts/paint.ts';
import { usePointed } from './pointing.ts';
import { ReaderContext } from './reader.ts';

/** The stop nearest to a pixel, the left one of two as near; `stops` ascend by x, several may share one. */
export function nearestStop(stops: readonly Stop[], x: number): Stop | undefined {
  let [low, high] = [0, stops.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    const here = stops[middle] as Stop;
    const next = stops[middle + 1] as Stop;
    if (x > (here.x + next.x) / 2) low = middle + 1;
    else high = middle;
  }
  return stops[low];
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 };

/** The index that a key leads to; undefined for a key that leads nowhere. */
function indexAfter(key: string, at: number, count: number): number | undefined {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = steps[key];
  if (step === undefined) return undefined;
  return Math.max(0, Math.min(count - 1, at < 0 ? (step > 0 ? 0 : count - 1) : at + step));
}

/** From the pointer to the nearer edge of the words, pixels. */
const gap = 10;

/** The words beside the place pointed at, on the side that has more room. */
function Readout({ stop, width }: { readonly stop: Stop; readonly width: number }) {
  const { arms } = useContext(ReaderContext);
  const side =
    stop.x > width / 2 ? { right: `${width - stop.x + gap}px` } : { left: `${Math.max(0, stop.x) + gap}px` };
  const room = Math.max(stop.x, width - stop.x) - gap;
  return (
    <div class="readout" style={{ ...side, '--room': `${room}px` }}>
      {stop.lines.map(({ arm, text }) => (
        <div key={`${arm} ${text}`}>
          {arm === undefined ? null : (
            <span class="swatch" style={{ background: arms(arm).colour(pagePaint) }} />
          )}
          {text}
        </div>
      ))}
    </div>
  );
}

function Pointed({ stop, width }: { readonly stop: Stop; readonly width: number }) {
  const { arms } = useContext(ReaderContext);
  return (
    <>
      <div class="pointed-rule" style={{ left: `${stop.x}px` }} />
      {(stop.dots ?? []).map(({ y, arm }) => (
        <div
          key={arm}
          class="pointed-dot"
          style={{ left: `${stop.x}px`, top: `${y}px`, background: arms(arm).colour(pagePaint) }}
        />
      ))}
      <Readout stop={stop} width={width} />
    </>
  );
}

type PointerProps = { readonly chart: Chart; readonly stops: readonly Stop[]; readonly width: number };

export function Pointer({ chart, stops, width }: PointerProps) {
  const { key, point } = usePointed(chart.link ?? chart.name);
  const at = key === null ? -1 : stops.findIndex((stop) => stop.key === key);
  const stop = stops[at];
  const show = (one: Stop | undefined): void => point(one?.key ?? null);
  const showUnder = (event: PointerEvent): void => show(nearestStop(stops, event.offsetX));
  return (
    <div
      class="pointer"
      role="slider"
      tabIndex={0}
      aria-label={`Values along ${chart.title}`}
      aria-valuemin={0}
      aria-valuemax={stops.length - 1}
      aria-valuenow={Math.max(0, at)}
      aria-valuetext={stop ? stop.lines.map(({ text }) => text).join('; ') : 'nothing; use the arrow keys'}
      onPointerDown={showUnder}
      onPointerMove={showUnder}
      // A finger that is lifted has left, too: what it pointed at stays to be read until it points elsewhere.
      onPointerLeave={({ pointerType }) => (pointerType === 'touch' ? undefined : point(null))}
      onBlur={() => point(null)}
      onKeyDown={(event) => {
        const next = event.key === 'Escape' ? -1 : indexAfter(event.key, at, stops.length);
        if (next === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
        event.preventDefault();
        show(stops[next]);
      }}
    >
      {stop ? <Pointed stop={stop} width={width} /> : null}
    </div>
  );
}
