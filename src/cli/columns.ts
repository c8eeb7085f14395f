/** How text fills the columns of a terminal: names come from other people's files, and may hold anything. */

/** What would move the cursor, turn the direction of writing, or be nothing at all. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const plain = /^[ -~]*$/;

/** Letters of two columns, by the scripts that have them: Unicode's East Asian Width needs a table. */
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;

const combining = /[\p{Mn}\p{Me}]/u;

/** What cannot be printed becomes a mark of one column. */
export function printable(text: string): string {
  return plain.test(text) ? text : text.replace(unprintable, '\ufffd');
}

function widthOf(one: string): number {
  if (combining.test(one)) return 0;
  return wide.test(one) ? 2 : 1;
}

/** Columns that printable text takes. */
export function columnsOf(text: string): number {
  if (plain.test(text)) return text.length;
  return Array.from(text).reduce((sum, one) => sum + widthOf(one), 0);
}

/** Spaces behind it up to so many columns. */
export function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** As many letters as fit. */
function fitting(letters: readonly string[], columns: number): string[] {
  let used = 0;
  const over = letters.findIndex((one) => {
    used += widthOf(one);
    return used > columns;
  });
  return over < 0 ? [...letters] : letters.slice(0, over);
}

/** What fits into so many columns of the beginning of the text. */
export function startOf(text: string, columns: number): string {
  return fitting(Array.from(text), columns).join('');
}

/** What fits of its end. */
export function endOf(text: string, columns: number): string {
  return fitting(Array.from(text).reverse(), columns).reverse().join('');
}

/** Cut to so many columns, the cut shown by one of them. */
export function cutToColumns(text: string, columns: number, cut: string): string {
  return columnsOf(text) <= columns ? text : startOf(text, columns - 1) + cut;
}

/** For a terminal that shows ASCII alone: a mark for each column of anything else. */
export function toAscii(text: string): string {
  return text.replace(/\P{ASCII}/gu, (one) => '?'.repeat(widthOf(one)));
}
