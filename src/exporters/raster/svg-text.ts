/** Text of a drawing: escaped, and in one style. */

export function escapeXml(text: string): string {
  const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  // Control characters are not allowed in XML, escaped or not; marks of direction would turn what follows.
  return text
    .replace(/[&<>"]/g, (mark) => marks[mark] ?? mark)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]/gu, '?');
}

export type TextStyle = {
  readonly size?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly fill?: string;
  readonly weight?: 'bold';
  readonly style?: 'italic';
  readonly family?: string;
};

/** One line of text at a point. */
export function svgText(x: number, y: number, text: string, style: TextStyle = {}): string {
  const { size = 11, anchor = 'start', fill = '#333333', weight, style: slant, family } = style;
  const more =
    (anchor === 'start' ? '' : ` text-anchor="${anchor}"`) +
    (weight ? ` font-weight="${weight}"` : '') +
    (slant ? ` font-style="${slant}"` : '') +
    (family ? ` font-family="${family}"` : '');
  return `<text x="${Math.round(x * 10) / 10}" y="${Math.round(y * 10) / 10}" font-size="${size}" fill="${fill}"${more}>${escapeXml(text)}</text>`;
}

/** A long name shortened in the middle; a path first loses its folders. */
export function shortName(name: string, most: number): string {
  const bare = name.startsWith('/') ? name.slice(name.lastIndexOf('/', name.length - 2) + 1) : name;
  if (bare.length <= most) return bare;
  const kept = most - 1;
  return `${bare.slice(0, Math.ceil(kept / 2))}…${bare.slice(bare.length - Math.floor(kept / 2))}`;
}
