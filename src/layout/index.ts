/** Address spaces: from what was read of a process to classified regions, named gaps, and the geometry of a drawing. Pure. */
export { makeLayout } from './make-layout.ts';
