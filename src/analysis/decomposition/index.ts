/** Why two arms differ: counts of what the kernel did for each, times what each of it costs on this machine. */
export { calibratedSizes } from './calibrated-sizes.ts';
export type { CalibratedSize, CostName, Costs } from './costs.ts';
export { costsAtSize } from './costs-at-size.ts';
export type { Counts } from './counts.ts';
export {
  type Amount,
  amountOf,
  type Decomposition,
  decompose,
  residualOf,
  subtractCounts,
} from './decompose.ts';
export { amountInWords, shareOf, sharesInWords, signed, termsInWords } from './in-words.ts';
export { countArmOf, differencesNs } from './observe-arm.ts';
export { predictArm } from './predict.ts';
