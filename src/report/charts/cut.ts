/** Text that must fit a number of pixels. */

/** Mean width of a character in ems, of the sans-serif fonts that pages have. */
const meanEms = 0.56;

/** Cut to so many pixels at that size of type, the cut shown. */
export function cutToWidth(text: string, width: number, size: number): string {
  const most = Math.max(1, Math.floor(width / (size * meanEms)));
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** About how many pixels a text takes. */
export function widthOf(text: string, size: number): number {
  return text.length * size * meanEms;
}
