/** A dot for each pair on the canvas: circles where they are few, and a raster of how many lie on each pixel where they are many. */
import { dotStyle, mostRound } from './ratio-dots.ts';
import { marginRows, type RatioPanel } from './ratio-panels.ts';

/** The canvas lies behind the SVG, which would hide the dots under what it shades. */
export function paintMargin(
  context: CanvasRenderingContext2D,
  panel: RatioPanel,
  equivalence: number,
  colour: string,
): void {
  const { top, bottom } = marginRows(panel, equivalence);
  context.fillStyle = colour;
  context.fillRect(panel.plot.left, top, panel.plot.right - panel.plot.left, bottom - top);
}

/** In pixels of the chart. */
function* placesOf({ contrast, x, y, beyond }: RatioPanel): Generator<readonly [x: number, y: number]> {
  const { pair, ratio } = contrast.points;
  for (let index = 0; index < ratio.length; index++) {
    const value = ratio[index] as number;
    if (beyond(value) === 0) yield [x((pair[index] as number) + 1), y(value)];
  }
}

function paintCircles(context: CanvasRenderingContext2D, panel: RatioPanel, colour: string): void {
  const { radius, opacity } = dotStyle(panel.contrast.points.ratio.length);
  context.fillStyle = colour;
  context.globalAlpha = opacity;
  for (const [x, y] of placesOf(panel)) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  }
  context.globalAlpha = 1;
}

/** How many squares of so many pixels lie on each pixel of the screen. */
function countSquares(panel: RatioPanel, width: number, height: number, scale: number, side: number) {
  const counts = new Uint16Array(width * height);
  const { left, top } = panel.plot;
  for (const [x, y] of placesOf(panel)) {
    const column = Math.round((x - left) * scale - side / 2);
    const row = Math.round((y - top) * scale - side / 2);
    for (let below = Math.max(0, row); below < Math.min(height, row + side); below++) {
      for (let right = Math.max(0, column); right < Math.min(width, column + side); right++) {
        const at = below * width + right;
        counts[at] = (counts[at] as number) + 1;
      }
    }
  }
  return counts;
}

/** As if each square had been filled by itself, faint over faint, ten times as fast. */
function paintRaster(context: CanvasRenderingContext2D, panel: RatioPanel, colour: string): void {
  const { left, right, top, bottom } = panel.plot;
  const { radius, opacity } = dotStyle(panel.contrast.points.ratio.length);
  const scale = context.getTransform().a;
  const [width, height] = [Math.round((right - left) * scale), Math.round((bottom - top) * scale)];
  const layer = context.canvas.ownerDocument.createElement('canvas');
  [layer.width, layer.height] = [width, height];
  const own = layer.getContext('2d');
  if (!own) return;
  const counts = countSquares(panel, width, height, scale, Math.max(1, Math.round(2 * radius * scale)));
  const image = own.createImageData(width, height);
  for (const [at, count] of counts.entries()) {
    if (count > 0) image.data[4 * at + 3] = 255 * (1 - (1 - opacity) ** count);
  }
  own.putImageData(image, 0, 0);
  // The colour is in whatever notation the style sheet has: it is laid over what was counted.
  own.globalCompositeOperation = 'source-in';
  own.fillStyle = colour;
  own.fillRect(0, 0, width, height);
  context.drawImage(layer, left, top, width / scale, height / scale);
}

export function paintDots(context: CanvasRenderingContext2D, panel: RatioPanel, colour: string): void {
  const paint = panel.contrast.points.ratio.length > mostRound ? paintRaster : paintCircles;
  paint(context, panel, colour);
}
