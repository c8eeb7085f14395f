/** The layer of a chart that has too many marks for SVG. Colours of the style sheet are resolved before drawing. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Chart, View } from '../charts/chart.ts';
import { type Paint, pagePaint } from '../charts/paint.ts';

/** Custom properties as the element sees them now, light or dark. */
function resolvedPaint(element: Element): Paint {
  const style = getComputedStyle(element);
  const resolve = (value: string): string => style.getPropertyValue(value.slice(4, -1)).trim() || value;
  const { shades, arms, ...single } = pagePaint;
  const entries = Object.entries(single).map(([name, value]) => [name, resolve(value)]);
  return {
    ...(Object.fromEntries(entries) as typeof single),
    shades: shades.map(resolve),
    arms: arms.map(resolve),
  };
}

/** Other colours, paper, or other pixels on the same screen. */
const occasions = ['(prefers-color-scheme: dark)', 'print', '(forced-colors: active)'];

export function CanvasMarks({ chart, view }: { readonly chart: Chart; readonly view: View }) {
  const place = useRef<HTMLCanvasElement>(null);
  // Before the first paint: the drawing over it has left its marks out.
  useLayoutEffect(() => {
    const canvas = place.current;
    if (!canvas) return undefined;
    const density = `(resolution: ${window.devicePixelRatio}dppx)`;
    const media = [...occasions, density].map((query) => matchMedia(query));
    const paint = (): void => drawOn(canvas, chart, view);
    paint();
    for (const one of media) one.addEventListener('change', paint);
    return () => {
      for (const one of media) one.removeEventListener('change', paint);
    };
  }, [chart, view]);
  return <canvas ref={place} class="marks" />;
}

function drawOn(canvas: HTMLCanvasElement, chart: Chart, view: View): void {
  const svg = canvas.parentElement?.querySelector('svg');
  const context = canvas.getContext('2d');
  if (!svg || !context) return;
  const [width, height] = [view.width, Number(svg.getAttribute('height'))];
  const ratio = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
  context.scale(ratio, ratio);
  chart.marks?.(context, { ...view, paint: resolvedPaint(canvas) });
}
