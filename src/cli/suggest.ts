/** Did you mean: the nearest of the names that would have been right. */
import { createRequire } from 'node:module';

/** Loaded when something was misspelt. */
const levenshtein = (): typeof import('fastest-levenshtein') =>
  createRequire(import.meta.url)('fastest-levenshtein') as typeof import('fastest-levenshtein');

/** ` Did you mean 'x'?` where one of the names is near, else nothing. Names that begin with the word are near. */
export function suggest(word: string, names: readonly string[]): string {
  const { closest, distance } = levenshtein();
  const beginning = names.find((name) => word.length > 1 && name.startsWith(word));
  const nearest = beginning ?? (names.length > 0 ? closest(word, names) : undefined);
  const near =
    nearest !== undefined &&
    (beginning !== undefined || distance(word, nearest) <= Math.max(2, nearest.length / 3));
  return near ? ` Did you mean '${nearest}'?` : '';
}
