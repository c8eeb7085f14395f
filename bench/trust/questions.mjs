// What the campaign asks, each with its known answer. Pages of a region are touched in part, so that a planted difference
// is a number of pages: 200 of 256 against 201 (0.5 %), 202, 204, 210 or 220 of 256, exact in every MiB.
const mebibyte = 2 ** 20;
const pageBytes = 4096;
const basePages = 200;

/** Throws where the machine's pages are of another size: other numbers of them would be planted than the report says. */
export function requirePages(machinePageBytes) {
  if (machinePageBytes === pageBytes) return;
  throw new Error(
    `the campaign plants pages of ${pageBytes} bytes; those of this machine have ${machinePageBytes}`,
  );
}

/** Budgets in seconds; `wide` runs last long enough to see what ten and sixty seconds resolve. */
const brief = 3;
const wide = 60;

/** The part of the pages as the command line reads it; `copy` spells the same number so that the arm has another name. */
function fraction(pages, copy = false) {
  return `${((pages / 256) * 100).toFixed(copy ? 6 : 5)}%`;
}

function strategyQuestion(design, sizeBytes, pages, budgetSeconds) {
  const arms = [fraction(basePages), fraction(pages, true)];
  return {
    kind: pages === basePages ? 'identical' : 'planted',
    way: design,
    sizeBytes,
    truth: pages / basePages,
    budgetSeconds,
    arms: arms.map((part) => `mmap-private/write-fraction:${part}`),
  };
}

/** Whole commands that touch so many base pages each. */
function commandQuestion(sizeBytes, pages, budgetSeconds) {
  const [a, b] = [basePages, pages].map((part) => Math.round((sizeBytes / pageBytes / 256) * part));
  return {
    kind: pages === basePages ? 'identical' : 'planted',
    way: 'command',
    sizeBytes,
    truth: pages / basePages,
    budgetSeconds,
    pages: [a, b],
  };
}

const sizes = [mebibyte / 16, 4 * mebibyte, 64 * mebibyte];

/** A region of 64 KiB has 16 pages: its fraction is rounded down, the same for both arms. */
function sharedDesign(sizeBytes) {
  return sizeBytes >= 16 * mebibyte ? 'interleaved' : 'in-process';
}

/** Identical arms, everywhere. */
export const identical = [
  ...sizes.map((size) => strategyQuestion(sharedDesign(size), size, basePages, brief)),
  ...sizes.map((size) => strategyQuestion('fresh', size, basePages, brief)),
  ...sizes.map((size) => commandQuestion(size, basePages, brief)),
];

/** Identical arms for a minute, once with and once without load. */
export const lasting = [
  ...sizes.map((size) => strategyQuestion(sharedDesign(size), size, basePages, wide)),
  strategyQuestion('fresh', 64 * mebibyte, basePages, wide),
  commandQuestion(64 * mebibyte, basePages, wide),
];

/** Planted differences, each with the time in which it is to be found. */
export const planted = [
  strategyQuestion('in-process', mebibyte, 201, 2),
  strategyQuestion('interleaved', 64 * mebibyte, 202, 10),
  strategyQuestion('interleaved', 64 * mebibyte, 204, 10),
  strategyQuestion('fresh', 64 * mebibyte, 204, 60),
  strategyQuestion('fresh', 64 * mebibyte, 210, 15),
  strategyQuestion('fresh', 64 * mebibyte, 220, 15),
  strategyQuestion('in-process', 4 * mebibyte, 220, 15),
  commandQuestion(64 * mebibyte, 204, 60),
  commandQuestion(64 * mebibyte, 210, 15),
  commandQuestion(64 * mebibyte, 220, 15),
];

/** What the peers are asked too, with the same two programs. */
export const shared = [
  commandQuestion(64 * mebibyte, basePages, 0),
  commandQuestion(64 * mebibyte, 204, 0),
  commandQuestion(64 * mebibyte, 210, 0),
  commandQuestion(64 * mebibyte, 220, 0),
];
