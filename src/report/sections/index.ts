/** The sections of a report, in the order of the page. */
import type { Section } from '../section.ts';
import { addressSpace } from './address-space.tsx';
import { betweenRuns } from './between-runs.tsx';
import { canThisBeTrusted } from './can-this-be-trusted.tsx';
import { claims } from './claims.tsx';
import { costAgainstSize } from './cost-against-size.tsx';
import { everyTrial } from './every-trial.tsx';
import { machineAndMethod } from './machine-and-method.tsx';
import { observed } from './observed.tsx';
import { residency } from './residency.tsx';
import { sharing } from './sharing.tsx';
import { systemCallsAndFaults } from './system-calls-and-faults.tsx';
import { theAnswer } from './the-answer.tsx';
import { thePostRepeated } from './the-post-repeated.tsx';
import { whereTheTimeGoes } from './where-the-time-goes.tsx';

export const sections: readonly Section[] = [
  betweenRuns,
  theAnswer,
  costAgainstSize,
  whereTheTimeGoes,
  everyTrial,
  observed,
  thePostRepeated,
  addressSpace,
  systemCallsAndFaults,
  residency,
  sharing,
  claims,
  canThisBeTrusted,
  machineAndMethod,
];
