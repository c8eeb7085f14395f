/** Prose as it is set: a figure stays on one line with its unit, and what is less than nothing has a minus sign. */

const unit = '(?:%|ns|us|ms|s|B|[KMGTPE]iB)(?![\\p{L}\\d])';
const beforeUnit = new RegExp(`(\\d) (?=${unit})`, 'gu');
/** Not the dash of an option: that has no unit. */
const lessThanNothing = new RegExp(`(^|[\\s(]|\\.\\.)-(?=\\d[\\d.,]* ${unit})`, 'gu');

export function typeset(text: string): string {
  return text.replace(lessThanNothing, '$1−').replace(beforeUnit, '$1\u00a0');
}
