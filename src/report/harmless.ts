/** Strings of a report as a page may show them: names of files, arms and commands come from anywhere. */

/** Control characters, and marks that turn the direction of all that follows; line breaks and tabs stay. */
const forbidden = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu;

/** Nobody reads more of one string, and a page of ten kilobyte names is none. */
const mostCharacters = 4000;

function harmlessText(text: string): string {
  const cut = text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;
  return cut.replace(forbidden, '\ufffd');
}

/** The same value with every string made harmless. Names of members are ours or the run's; they are made harmless too. */
export function harmless<T>(value: T): T {
  if (typeof value === 'string') return harmlessText(value) as T;
  if (Array.isArray(value)) {
    return (value.every((one) => typeof one === 'number') ? value : value.map(harmless)) as T;
  }
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([name, one]) => [harmlessText(name), harmless(one)]);
  return Object.fromEntries(entries) as T;
}
