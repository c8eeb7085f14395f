/** Text that must fit a number of pixels. */

/** Mean width of a character in ems, of the sans-serif fonts that pages have. */
const meanEms = 0.56;

/** Letters that stand on a square (East Asian scripts, emoji), and marks that stand on the letter before them. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f000}-\u{3fffd}]/u;
const onLetter = /[\p{M}\u200d]/u;

function emsOf(character: string): number {
  if (character < '\u0300') return meanEms;
  if (onLetter.test(character)) return 0;
  return wide.test(character) ? 1 : meanEms;
}

/** Cut to so many pixels at that size of type, the cut shown; never inside a character. */
export function cutToWidth(text: string, width: number, size: number): string {
  if (widthOf(text, size) <= width + 1e-6) return text;
  // Within, as counted in floating point.
  const most = width / size + 1e-9;
  let [kept, ems] = ['', meanEms];
  for (const character of text) {
    ems += emsOf(character);
    if (ems > most) break;
    kept += character;
  }
  return `${kept}…`;
}

/** About how many pixels a text takes. */
export function widthOf(text: string, size: number): number {
  let ems = 0;
  for (const character of text) ems += emsOf(character);
  return ems * size;
}

/** Cut to so many characters, the cut shown. */
export function cutToLength(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
