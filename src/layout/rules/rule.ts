/** What a classification rule is, and what it says. */
import type { Certainty, MergedPart, RegionClass } from '../../model/layout.ts';
import type { Vma } from '../../model/process-image.ts';
import type { Facts } from '../facts.ts';

/** A VMA among its neighbours, in order of address; they need not touch. */
export type Place = {
  readonly vma: Vma;
  readonly before: Vma | undefined;
  readonly after: Vma | undefined;
};

export type Verdict = {
  readonly class: RegionClass;
  readonly part?: string;
  readonly label: string;
  readonly certainty?: Certainty;
  readonly reason: string;
  /** Neighbours of one group carry the same; without it a region stands for itself. */
  readonly group?: string;
  readonly merged?: readonly MergedPart[];
  readonly notes?: readonly string[];
};

/** A pure function: the same place and facts give the same verdict; null leaves the VMA to the next rule. */
export type Rule = {
  /** As section C.5 of the specification counts them; reported with every region. */
  readonly number: number;
  readonly name: string;
  readonly judge: (place: Place, facts: Facts) => Verdict | null;
};
