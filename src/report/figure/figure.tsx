/** A chart on the page: its words, the drawing at the width that there is, what is pointed at, and its values. */
import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Chart, View } from '../charts/chart.ts';
import { pagePaint } from '../charts/paint.ts';
import { Subheading } from '../parts/subheading.tsx';
import { typeset } from '../parts/typeset.ts';
import { ArmToggles } from './arm-toggles.tsx';
import { CanvasMarks } from './canvas-marks.tsx';
import { Pointer } from './pointer.tsx';
import { ReaderContext, useLive } from './reader.ts';
import { Values } from './values.tsx';

/** As rendered without a browser; a browser draws anew for its own width. */
export const usualWidth = 760;
const leastWidth = 288;
const mostWidth = 1000;

/** The width of an element, followed as it changes. */
function useWidth() {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(usualWidth);
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    // Nothing is drawn for a place that is not shown, which has no width.
    const observer = new ResizeObserver(() =>
      setWidth((before) => Math.floor(element.clientWidth) || before),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { place, width };
}

/** The layers over each other: marks, drawing, what is pointed at. Drawn anew only where the view is another one. */
function Layers({ chart, width }: { readonly chart: Chart; readonly width: number }) {
  const { arms, hidden } = useContext(ReaderContext);
  const marks = useLive() && chart.marks ? 'canvas' : 'svg';
  const view = useMemo<View>(
    () => ({ width, paint: pagePaint, arms, hidden, marks }),
    [width, arms, hidden, marks],
  );
  const drawing = useMemo(() => chart.draw(view), [chart, view]);
  const stops = useMemo(() => chart.stops?.(view) ?? [], [chart, view]);
  return (
    <div class="layers" style={{ width: `${width}px` }}>
      {marks === 'canvas' ? <CanvasMarks chart={chart} view={view} /> : null}
      {drawing}
      {stops.length > 0 ? <Pointer chart={chart} stops={stops} width={width} /> : null}
    </div>
  );
}

export function Figure({ chart }: { readonly chart: Chart }) {
  const { place, width } = useWidth();
  const drawn = Math.min(mostWidth, Math.max(width, chart.leastWidth ?? leastWidth));
  return (
    <figure id={chart.name}>
      <figcaption>
        <Subheading>{typeset(chart.title)}</Subheading>
        <p>{typeset(chart.caption)}</p>
      </figcaption>
      {chart.toggles ? <ArmToggles names={chart.toggles} /> : null}
      <div class="drawing" ref={place}>
        <Layers chart={chart} width={drawn} />
      </div>
      <Values chart={chart} />
    </figure>
  );
}
