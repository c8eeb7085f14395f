/** The manipulation checks of claims about files: where the file's pages were before anything was done. */
import type { ArmReadings } from './arm-readings.ts';
import { requireEngaged } from './undecided.ts';

/** Every page of the file was on the device alone, by mincore, and before every round where there were several. */
export function requireCold(arm: ArmReadings): void {
  const name = arm.has('mostResidentBefore') ? 'mostResidentBefore' : 'residentBefore';
  const resident = arm.most(name);
  requireEngaged(resident === 0, `${arm.place}: ${resident} pages of the file stayed in memory`);
}

/** Every page of the file was in memory, by mincore. */
export function requireCached(arm: ArmReadings): void {
  const resident = arm.least('residentBefore');
  const pages = arm.fact('pages');
  requireEngaged(
    resident === pages,
    `${arm.place}: ${resident} of ${pages} pages of the file were in memory`,
  );
}

/** madvise took the advice. */
export function requireAdvised(arm: ArmReadings): void {
  requireEngaged(arm.has('advised') && arm.least('advised') === 1, `${arm.place}: no advice was taken`);
}
