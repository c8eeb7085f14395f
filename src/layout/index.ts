/** Address spaces: from what was read of a process to classified regions, named gaps, and the geometry of a drawing. Pure. */
export { type ArrangeOptions, arrange } from './arrange.ts';
export { bundle } from './bundles.ts';
export { makeLayout } from './make-layout.ts';
export { type Band, makeScale, type Scale, shareLength } from './scale.ts';
