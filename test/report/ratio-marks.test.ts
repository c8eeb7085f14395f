import { expect, test } from 'vitest';
import type { ReportContrast } from '../../src/model/report.ts';
import { armStyles } from '../../src/report/charts/arms.ts';
import { fileView } from '../../src/report/figure/file-view.ts';
import { paintDots } from '../../src/report/sections/trials/ratio-marks.ts';
import { type RatioPanel, ratioPanels } from '../../src/report/sections/trials/ratio-panels.ts';

function panelOf(ratios: readonly number[]): RatioPanel {
  const contrast: ReportContrast = {
    arm: 'mmap',
    reference: 'malloc',
    isControl: false,
    ratio: 1,
    low: 0.9,
    high: 1.1,
    n: ratios.length,
    autocorrelation: null,
    points: {
      pair: ratios.map((_, index) => index),
      ratio: ratios,
      thinned: { drawn: ratios.length, of: ratios.length },
      typical: { low: 0.8, high: 1.25 },
    },
    running: { n: [], median: [], low: [], high: [] },
  };
  const [panel] = ratioPanels(fileView(armStyles(['malloc', 'mmap'])), [contrast], 0.03).panels;
  return panel as RatioPanel;
}

/** A canvas that keeps what it is asked for; two pixels of the screen to one of the page. */
function recordingCanvas() {
  const told = {
    circles: [] as number[][],
    image: undefined as { data: Uint8ClampedArray; width: number } | undefined,
    drawn: [] as number[],
  };
  const layer = {
    width: 0,
    height: 0,
    getContext: () => ({
      createImageData: (width: number, height: number) => ({
        width,
        data: new Uint8ClampedArray(4 * width * height),
      }),
      putImageData: (image: { data: Uint8ClampedArray; width: number }) => {
        told.image = image;
      },
      fillRect: () => {},
    }),
  };
  const context = {
    canvas: { ownerDocument: { createElement: () => layer } },
    getTransform: () => ({ a: 2 }),
    beginPath: () => {},
    fill: () => {},
    arc: (x: number, y: number) => told.circles.push([x, y]),
    drawImage: (_: unknown, ...place: number[]) => told.drawn.push(...place),
  };
  return { told, context: context as unknown as CanvasRenderingContext2D };
}

test('few dots are circles, each in its place, and those beyond the axis are left to the arrows', () => {
  const panel = panelOf([1, 1.1, 40, 0.9]);
  const { told, context } = recordingCanvas();
  paintDots(context, panel, '#000');
  expect(told.circles).toEqual([
    [panel.x(1), panel.y(1)],
    [panel.x(2), panel.y(1.1)],
    [panel.x(4), panel.y(0.9)],
  ]);
});

test('many dots are a raster of the panel, darker where more of them lie', () => {
  const ratios = Array.from({ length: 50_000 }, (_, index) => (index % 10 === 0 ? 1.2 : 1));
  const panel = panelOf(ratios);
  const { told, context } = recordingCanvas();
  paintDots(context, panel, '#000');
  const { left, right, top, bottom } = panel.plot;
  expect(told.drawn).toEqual([left, top, right - left, bottom - top]);
  const { data, width } = told.image as NonNullable<typeof told.image>;
  const opacityAt = (x: number, y: number): number =>
    data[4 * (Math.round((y - top) * 2) * width + Math.round((x - left) * 2)) + 3] as number;
  const middle = panel.x(25_000);
  expect(opacityAt(middle, panel.y(1))).toBeGreaterThan(opacityAt(middle, panel.y(1.2)));
  expect(opacityAt(middle, panel.y(1.2))).toBeGreaterThan(0);
  expect(opacityAt(middle, panel.y(0.9))).toBe(0);
  expect(told.circles).toEqual([]);
});
