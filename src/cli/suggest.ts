/** Did you mean: the nearest of the names that would have been right. */
import { closest, distance } from 'fastest-levenshtein';

/** ` Did you mean 'x'?` where one of the names is near, else nothing. Names that begin with the word are near. */
export function suggest(word: string, names: readonly string[]): string {
  const beginning = names.find((name) => word.length > 1 && name.startsWith(word));
  const nearest = beginning ?? (names.length > 0 ? closest(word, names) : undefined);
  const near =
    nearest !== undefined &&
    (beginning !== undefined || distance(word, nearest) <= Math.max(2, nearest.length / 3));
  return near ? ` Did you mean '${nearest}'?` : '';
}
