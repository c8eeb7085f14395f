/** Where the parts of a process lay, execution by execution and arm by arm of the stage `address-layout/layouts`. */
import type { Evidence } from '../model/claim.ts';
import { type ArmReadings, armOf, hasArm } from './arm-readings.ts';

export const layoutStage = 'address-layout/layouts';
const programs = ['PIE', 'fixed program', 'static', 'static PIE'];
export const layoutConditions = ['default layout', 'no ASLR', 'legacy layout', 'unlimited stack'] as const;
export type LayoutCondition = (typeof layoutConditions)[number];

/** Of low to high addresses, in the textbook. */
export const textbookOrder = ['text', 'data', 'bss', 'heap', 'mmap', 'stack'] as const;
export type Part = (typeof textbookOrder)[number];

/** Addresses in bytes; where bss ends beside where it begins. */
export type Placement = Readonly<Record<Part, number>> & { readonly bssEnd: number };

export type Layout = {
  readonly program: string;
  readonly condition: LayoutCondition;
  readonly arm: ArmReadings;
  readonly executions: readonly Placement[];
};

const listNames: Readonly<Record<Part | 'bssEnd', string>> = {
  text: 'textAddresses',
  data: 'dataAddresses',
  bss: 'bssStartAddresses',
  bssEnd: 'bssEndAddresses',
  heap: 'heapAddresses',
  mmap: 'mmapAddresses',
  stack: 'stackAddresses',
};

/** One list of addresses of all trials together. */
export function addressesOf(arm: ArmReadings, list: string): number[] {
  return arm.lists(list).flat();
}

export function placementsOf(arm: ArmReadings): Placement[] {
  const columns = Object.entries(listNames).map(([part, list]) => [part, addressesOf(arm, list)] as const);
  const count = columns[0]?.[1].length ?? 0;
  return Array.from(
    { length: count },
    (_, i) => Object.fromEntries(columns.map(([part, values]) => [part, values[i] ?? -1])) as Placement,
  );
}

/** The arms that were run under these conditions. The PIE in the default layout must be among what was run; others may be missing. */
export function layoutsOf(evidence: Evidence, conditions: readonly LayoutCondition[]): Layout[] {
  return conditions.flatMap((condition) =>
    programs.flatMap((program) => {
      const name = `${program}, ${condition}`;
      if (program !== 'PIE' && !hasArm(evidence, layoutStage, name)) return [];
      const arm = armOf(evidence, layoutStage, name);
      return [{ program, condition, arm, executions: placementsOf(arm) }];
    }),
  );
}

/** The programs and conditions of these layouts in words: `PIE (default layout, no ASLR), static`. */
export function inWords(some: readonly Layout[], all: readonly Layout[]): string {
  const of = (layouts: readonly Layout[], program: string): string[] =>
    layouts.filter((layout) => layout.program === program).map(({ condition }) => condition);
  const words = programs.flatMap((program) => {
    const [own, every] = [of(some, program), of(all, program)];
    if (own.length === 0) return [];
    return [own.length === every.length ? program : `${program} (${own.join(', ')})`];
  });
  return words.join('; ');
}

/** Whether the conditions were in force: the kernel's own words for them, and addresses that stay where nothing is random. */
export function isEngaged({ arm, condition, executions }: Layout): boolean {
  if (condition === 'legacy layout') return arm.fact('legacyLayout') === 1;
  if (condition === 'unlimited stack') return arm.fact('stackUnlimited') === 1;
  const places = new Set(executions.map(({ mmap }) => mmap)).size;
  if (condition === 'no ASLR') return arm.fact('fixedAddresses') === 1 && places === 1;
  return arm.fact('randomizeVaSpace') >= 1 && places > 1;
}

/** From the page after bss to the heap, in bytes: 0 where the heap begins on the next page. */
export function gapBytes({ bssEnd, heap }: Placement, pageBytes: number): number {
  return heap - Math.ceil(bssEnd / pageBytes) * pageBytes;
}

export function hex(address: number): string {
  return `0x${address.toString(16)}`;
}
