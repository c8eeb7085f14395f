/** Text in lines of so many pixels, broken at spaces: SVG does not wrap. */
import { cutToWidth, widthOf } from './cut.ts';

/** At most `most` lines; what does not fit is cut, the cut shown. */
export function wrapWords(text: string, width: number, size: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && widthOf(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const shown = lines.slice(0, most);
  if (lines.length > most) shown[most - 1] = `${shown[most - 1]} ${lines[most]}`;
  return shown.map((line) => cutToWidth(line, width, size));
}
