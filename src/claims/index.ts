/** Claims: statements that could be false, and how the evidence decides them. */

export { claims } from './catalogue.ts';
export { decideClaim } from './decide-claim.ts';
export { logRatios, timesByBlock } from './paired-times.ts';
