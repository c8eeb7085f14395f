/** By what a run is called beside others: A, B … Z, AA, AB, as columns of a spreadsheet are. `index` counts from 0. */
export function runLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : runLetter(Math.floor(index / 26) - 1) + last;
}
