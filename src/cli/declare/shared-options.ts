/** Parts of options that several commands have. */

/** Gathers the values of an option that may be given several times. */
export const collect = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];

export const gateHelp = 'a bound that must hold, repeatable: PHASE of ARM [at SIZE] <= NUMBER x REFERENCE';
export const commandGateHelp = 'a bound that must hold, repeatable: METRIC of COMMAND <= NUMBER x REFERENCE';
export const gateUnresolvedHelp = 'what a gate that stays unresolved does to the exit code: pass or fail';
export const directoryHelp = 'an existing folder for the files of scenarios (default: the cache folder)';
export const allowHelp =
  'let stages change settings outside their processes (sysfs, cgroups); they are put back on every way out';
export const reportHelp = 'write the run as an HTML page, too (default: beside the run file)';
export const openHelp = 'write the page and open it in a browser';
