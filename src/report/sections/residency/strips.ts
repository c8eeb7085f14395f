/** Which pages of a file were in memory after an access: one strip for each arm, arms that agree together. */
import type { Finding } from '../../../model/finding.ts';
import type { ScenarioArm } from '../../../model/scenario.ts';
import { numberOf, type ObservedStage } from '../../parts/observations.ts';

export type Strip = {
  /** More than one where the same pages were in memory, after the same access. */
  readonly arms: readonly string[];
  readonly pages: number;
  /** Pages in memory as [from, to), ascending. */
  readonly resident: readonly (readonly [from: number, to: number])[];
  readonly residentPages: number;
  /** How many were there before; which ones is not known. */
  readonly beforePages: number;
  readonly touchedPages: number | null;
  /** Page numbers; null where they are not known. */
  readonly touched: readonly number[] | null;
  readonly pageBytes: number;
  readonly readBytes: number | null;
};

/** `runs`: lengths in pages, not resident first, alternating. */
function intervalsOf(runs: readonly number[]): (readonly [number, number])[] {
  let at = 0;
  return runs.flatMap((length, index) => {
    const from = at;
    at += length;
    return index % 2 === 1 && length > 0 ? [[from, at] as const] : [];
  });
}

/** As probe/subject/scenarios/demand-paging.c chooses them; random ones are not recorded, and all need no mark. */
function touchedOf(arm: ScenarioArm | undefined, pages: number): number[] | null {
  if (arm?.scenario !== 'demand-paging') return null;
  const { pattern = 'one', pages: every } = arm.parameters;
  if (pattern === 'none') return [];
  if (pattern === 'one') return [Math.floor(pages / 2)];
  if (pattern !== 'every' || typeof every !== 'number' || every < 1) return null;
  return Array.from({ length: Math.ceil(pages / every) }, (_, index) => index * every);
}

function stripOf(finding: Finding, planned: ScenarioArm | undefined): Strip[] {
  const runs = finding.figures?.residentRuns;
  if (!Array.isArray(runs)) return [];
  const pages = runs.reduce((sum, length) => sum + length, 0);
  if (pages === 0) return [];
  const resident = intervalsOf(runs);
  const touchedPages = numberOf(finding, 'touchedPages');
  const touched = touchedOf(planned, pages);
  const fileBytes = numberOf(finding, 'fileBytes') ?? 0;
  return [
    {
      arms: [finding.arm ?? ''],
      pages,
      resident,
      residentPages: resident.reduce((sum, [from, to]) => sum + to - from, 0),
      beforePages: numberOf(finding, 'residentBefore') ?? 0,
      touchedPages,
      touched: touched?.length === touchedPages ? touched : null,
      pageBytes: fileBytes > 0 ? 2 ** Math.ceil(Math.log2(fileBytes / pages)) : 0,
      readBytes: numberOf(finding, 'deviceReadBytes'),
    },
  ];
}

/** In the order of the arms; those that agree in all that is drawn are one strip. */
export function stripsOf({ observations, planned }: ObservedStage): Strip[] {
  const groups = new Map<string, Strip>();
  for (const finding of observations) {
    for (const strip of stripOf(finding, planned(finding.arm))) {
      const { resident, pages, beforePages, touchedPages, touched } = strip;
      const key = JSON.stringify([resident, pages, beforePages, touchedPages, touched]);
      const known = groups.get(key);
      groups.set(key, known ? { ...known, arms: [...known.arms, ...strip.arms] } : strip);
    }
  }
  return [...groups.values()];
}

export function loadedPages({ residentPages, beforePages }: Strip): number {
  return Math.max(0, residentPages - beforePages);
}

/** Whether the strips show more than that everything was asked for, or nothing was needed. */
export function isTelling(strips: readonly Strip[]): boolean {
  const [only, ...others] = strips;
  if (!only || others.length > 0) return only !== undefined;
  return loadedPages(only) > 0 && only.touchedPages !== only.residentPages;
}
