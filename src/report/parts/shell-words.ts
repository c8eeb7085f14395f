/** Words as a POSIX shell reads them back. */

/** A word that means itself is left as it is; anything else stands in single quotes. */
export function quoteWord(word: string): string {
  return /^[\w./:@%+,^-][\w./:@%+,^=-]*$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

export function quoteWords(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}
