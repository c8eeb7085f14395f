/** The arms of a calibration by what they are for: the plan names them so, and the analysis finds them by it. */

/**
 * `call`: system calls that do nothing. `map`: mmap and munmap of memory that nothing touches. `page`: one store into each
 * base page. `bytes`: a store into every byte of base pages. `populate`: base pages set up by the call. `huge-page`,
 * `huge-bytes`: one store into each page, and into every byte, of huge pages.
 */
export const calibrationRoles = [
  'call',
  'map',
  'page',
  'bytes',
  'populate',
  'huge-page',
  'huge-bytes',
] as const;
export type CalibrationRole = (typeof calibrationRoles)[number];
