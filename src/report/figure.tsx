/** A chart on the page: its words, the drawing at the width that there is, what is pointed at, and its values. */
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { ArmToggles } from './arm-toggles.tsx';
import { CanvasMarks } from './canvas-marks.tsx';
import type { Chart, View } from './charts/chart.ts';
import { pagePaint } from './charts/paint.ts';
import { Pointer } from './pointer.tsx';
import { ReaderContext } from './reader.ts';
import { Values } from './values.tsx';

/** As rendered without a browser; a browser draws anew for its own width. */
export const usualWidth = 760;
const leastWidth = 300;

/** The width of an element, followed as it changes. */
function useWidth() {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(usualWidth);
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setWidth(Math.round(element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { place, width };
}

export function Figure({ chart }: { readonly chart: Chart }) {
  const { arms, hidden } = useContext(ReaderContext);
  const { place, width } = useWidth();
  const [live, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  const view: View = {
    width: Math.max(width, chart.leastWidth ?? leastWidth),
    paint: pagePaint,
    arms,
    hidden,
    marks: live && chart.marks ? 'canvas' : 'svg',
  };
  return (
    <figure id={chart.name}>
      <figcaption>
        <h4>{chart.title}</h4>
        <p>{chart.caption}</p>
      </figcaption>
      {chart.toggles ? <ArmToggles names={chart.toggles} /> : null}
      <div class="drawing" ref={place}>
        <div class="layers" style={{ width: `${view.width}px` }}>
          {view.marks === 'canvas' ? <CanvasMarks chart={chart} view={view} /> : null}
          {chart.draw(view)}
          {chart.stops ? <Pointer chart={chart} stops={chart.stops(view)} /> : null}
        </div>
      </div>
      <Values chart={chart} />
    </figure>
  );
}
