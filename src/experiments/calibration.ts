/** The stage that measures what system calls, faults, pages and bytes cost on this machine, in the same run. */
import type { CalibrationRole } from '../model/calibration.ts';
import type { Arm, CalibrationStage, Capabilities, Cell } from '../model/experiment.ts';
import { makeArm } from './make-arm.ts';

/** One page, or less than one where pages are larger. */
const pageBytes = 4096;
/** Costs vary smoothly between sizes: more of them would cost more time than they tell. */
const mostSizes = 4;
/** The order-statistic interval of twelve blocks leaves out the extremes, at 99 %. */
const blocks = 12;

/** At most four of the sizes, spread over their range. */
function calibratedSizes(sizesBytes: readonly number[]): number[] {
  const ascending = [...new Set(sizesBytes)].sort((a, b) => a - b);
  if (ascending.length <= mostSizes) return ascending;
  const last = ascending.length - 1;
  return Array.from(
    { length: mostSizes },
    (_, i) => ascending[Math.round((i * last) / (mostSizes - 1))] as number,
  );
}

type ArmParts = { readonly role: CalibrationRole; readonly strategy: string; readonly pattern: string };

/** Where base pages need not be asked for, a plain mapping has them. */
function baseArms({ strategies }: Capabilities): ArmParts[] {
  const strategy = strategies.includes('mmap-nohuge') ? 'mmap-nohuge' : 'mmap-private';
  return [
    { role: 'page', strategy, pattern: 'write-page' },
    { role: 'bytes', strategy, pattern: 'write-all' },
    { role: 'populate', strategy: 'mmap-populate', pattern: 'none' },
  ];
}

/** Huge pages are calibrated where they can be had. */
function otherArms(sizeBytes: number, machine: Capabilities): ArmParts[] {
  const huge = machine.hugePageSizeBytes > 0 && sizeBytes >= machine.hugePageSizeBytes;
  return [
    ...machine.calibrators.map((strategy) => ({ role: 'call', strategy, pattern: 'none' }) as const),
    { role: 'map', strategy: 'mmap-private', pattern: 'none' },
    ...machine.hugeStrategies.flatMap((strategy): ArmParts[] =>
      huge && strategy === 'mmap-thp'
        ? [
            { role: 'huge-page', strategy, pattern: 'write-page' },
            { role: 'huge-bytes', strategy, pattern: 'write-all' },
          ]
        : [],
    ),
  ];
}

/** Huge pages come after a discarded call, as their arms are measured. */
function armOf({ role, strategy, pattern }: ArmParts, machine: Capabilities): Arm {
  return makeArm(strategy, {
    name: role,
    pattern,
    thpDisable: role === 'populate',
    discardFirst: machine.hugeStrategies.includes(strategy),
  });
}

function cellOf(sizeBytes: number, parts: readonly ArmParts[], machine: Capabilities): Cell {
  return { sizeBytes, arms: parts.map((one) => armOf(one, machine)), design: { kind: 'fresh' } };
}

/**
 * Two cells a size: what sets base pages up stands apart, because it takes 5 to 10 % longer after a process that left none
 * (docs/decisions/0008). One page beside them tells a populating call from its pages.
 *
 * Calibration at these sizes, or none where this machine lacks what it needs; `share` weighs it against the stages beside
 * it.
 */
export function calibrate(
  sizesBytes: readonly number[],
  machine: Capabilities,
  share: number,
): CalibrationStage[] {
  if (!['mmap-private', 'mmap-populate'].every((name) => machine.strategies.includes(name))) return [];
  const sizes = calibratedSizes(sizesBytes);
  return [
    {
      kind: 'calibration',
      name: 'calibration',
      question: 'what do a system call, a fault, a page and a byte cost here?',
      cells: [
        ...(sizes[0] === pageBytes ? [] : [cellOf(pageBytes, baseArms(machine), machine)]),
        ...sizes.flatMap((sizeBytes) => [
          cellOf(sizeBytes, otherArms(sizeBytes, machine), machine),
          cellOf(sizeBytes, baseArms(machine), machine),
        ]),
      ],
      blocks,
      share,
    },
  ];
}
