/** Text in lines that fit a number of pixels. */
import { cutToWidth, widthOf } from './cut.ts';

/** Broken at spaces; what is left after `most` lines is cut, and a word that is longer than a line, too. */
export function breakLines(text: string, width: number, size: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  const kept = lines.slice(0, most);
  if (lines.length > most) kept[most - 1] = `${kept[most - 1]} ${lines.slice(most).join(' ')}`;
  return kept.map((one) => cutToWidth(one, width, size));
}
