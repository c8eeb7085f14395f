/** The layer of a chart that has too many marks for SVG. Colours of the style sheet are resolved before drawing. */
import { useEffect, useRef } from 'preact/hooks';
import type { Chart, View } from './charts/chart.ts';
import { type Paint, pagePaint } from './charts/paint.ts';

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

export function CanvasMarks({ chart, view }: { readonly chart: Chart; readonly view: View }) {
  const place = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = place.current;
    if (!canvas) return undefined;
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const paint = (): void => drawOn(canvas, chart, view);
    paint();
    scheme.addEventListener('change', paint);
    return () => scheme.removeEventListener('change', paint);
  });
  return <canvas ref={place} class="marks" />;
}

function drawOn(canvas: HTMLCanvasElement, chart: Chart, view: View): void {
  const svg = canvas.parentElement?.querySelector('svg');
  const context = canvas.getContext('2d');
  if (!svg || !context) return;
  const [width, height] = [view.width, Number(svg.getAttribute('height'))];
  const ratio = window.devicePixelRatio || 1;
  [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  context.scale(ratio, ratio);
  chart.marks?.(context, { ...view, paint: resolvedPaint(canvas) });
}
