/** B94: process.send carries large buffers well. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount, formatDuration } from '../../model/units.ts';
import { type ArmReadings, armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged, undecided } from '../undecided.ts';

const stage = 'node-memory/process';
/** New pages per page of payload from which on it is not carried well. */
const bound = 10;

export const b94: Claim = {
  id: 'B94',
  title: 'child_process messages suit large buffers',
  statement: 'process.send carries a Buffer of some MiB with no more new memory than ten times its size.',
  source: ['tutorials on child_process'],
  prediction:
    'The sender takes fewer than ten faults for every page of the payload, as it does through a file. More, in every trial, ' +
    'refute it.',
  mechanism:
    'The channel serialises as JSON unless told otherwise: a Buffer becomes an array of decimal numbers, of three to four ' +
    'letters a byte, built from JavaScript values of eight bytes or more each, and parsed in the same way by the receiver. ' +
    "serialization: 'advanced' is the structured clone: bytes stay bytes, in one copy. A file, or memory opened as a " +
    'file, needs the channel only for its length.',
  caveats: [
    'The receiver pays as much again; the times here are from sending until the answer.',
    'Text and small objects are no worse off as JSON.',
    'Node itself has no shared mapping between processes.',
  ],
  needs: [stage],
  decide(evidence) {
    const [json, advanced, file] = ['json', 'advanced', 'file'].map((arm) => armOf(evidence, stage, arm)) as [
      ArmReadings,
      ArmReadings,
      ArmReadings,
    ];
    const bytes = json.fact('sentBytes');
    const arrived = [json, advanced, file].every(
      (arm) => arm.least('receivedBytes') === bytes && arm.least('receivedRight') === 1,
    );
    requireEngaged(arrived, `the other process did not receive ${formatBytes(bytes)} each time`);
    const most = bound * (bytes / evidence.machine.pageSizeBytes);
    const said = (arm: ArmReadings): string =>
      `${formatCount(arm.faults('handOver'))} faults and ${formatDuration(arm.ns('handOver'))}`;
    const sentence =
      `${formatBytes(bytes)}, ${formatCount(bytes / evidence.machine.pageSizeBytes)} pages, took ${said(json)} as json, ` +
      `${said(advanced)} as advanced, ${said(file)} through a file`;
    const faults = json.sums('handOver', 'minorFaults');
    if (faults.every((count) => count < most)) return supported(sentence);
    if (!faults.every((count) => count > most)) return undecided(sentence);
    const carried = advanced.sums('handOver', 'minorFaults').every((count) => count < most);
    return refuted(sentence, carried ? "the channel's serialization is advanced" : undefined);
  },
};
