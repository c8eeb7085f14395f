/** SVG by hand: escaped text, numbers without noise. */

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML forbids, line ends, which mean nothing in a name, and marks that turn the direction of all that follows. */
const forbidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu;

/** For text and for attributes in double quotes; what must not be in it becomes a mark. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (one) => entities[one]!).replace(forbidden, '\ufffd');
}

/** A coordinate with at most two decimals. */
export function at(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export type TextOptions = {
  readonly size?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly weight?: 'bold';
  readonly mono?: boolean;
  readonly fill?: string;
};

const sans = 'Helvetica, Arial, DejaVu Sans, sans-serif';
const mono = 'Menlo, Consolas, DejaVu Sans Mono, monospace';

/** One line of text, its baseline at y. */
export function textAt(x: number, y: number, text: string, options: TextOptions = {}): string {
  const { size = 12, anchor = 'start', weight, fill = '#1a1a1a' } = options;
  const attributes = [
    `x="${at(x)}" y="${at(y)}" font-family="${options.mono ? mono : sans}" font-size="${size}" fill="${fill}"`,
    ...(anchor === 'start' ? [] : [`text-anchor="${anchor}"`]),
    ...(weight ? [`font-weight="${weight}"`] : []),
  ];
  return `<text ${attributes.join(' ')}>${escapeXml(text)}</text>`;
}

/** Text broken at spaces into lines of so many characters at most. */
export function breakLines(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Cut to so many characters, the cut shown. */
export function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}\u2026`;
}
