/** Who has which memory: what is in several processes at once, and what each has for itself. From what smaps says of them. */
import type { Finding } from '../../../model/finding.ts';
import { formatBytes, formatCount } from '../../../model/units.ts';
import { numberOf, type ObservedStage } from '../../parts/observations.ts';
import { forkTitle, residentTitle, visibilityTitle } from './sharing-in-words.ts';

/** The processes at one moment. */
export type Moment = {
  /** One for each process. */
  readonly processes: readonly { readonly name: string; readonly ownBytes: number }[];
  /** The same pages in all of them. */
  readonly sharedBytes: number;
  /** What stands below. */
  readonly words: string;
};

export type PictureRow = {
  /** Arms of which the same is to be said. */
  readonly arms: readonly string[];
  readonly moments: readonly Moment[];
};

export type Picture = {
  /** What the moments are; empty where there is one only. */
  readonly moments: readonly string[];
  readonly rows: readonly PictureRow[];
  readonly title: string;
};

const parentAndChild = (parent: number, child: number) => [
  { name: 'parent', ownBytes: parent },
  { name: 'child', ownBytes: child },
];

/** Of two processes: a page of both counts twice as RSS and once as PSS. */
function momentOfTwo(rssBytes: number, pssBytes: number, sizeBytes: number, words: string): Moment {
  const sharedBytes = Math.max(0, rssBytes - pssBytes);
  const ownBytes = Math.max(0, rssBytes - 2 * sharedBytes);
  const most = Math.max(0, sizeBytes - sharedBytes);
  // The parent wrote all of it. More than the size is what a heap has beside it: whose it is, is not told.
  const parent = Math.min(ownBytes, most);
  const child = Math.min(ownBytes - parent, most);
  const rest = (ownBytes - parent - child) / 2;
  return { processes: parentAndChild(parent + rest, child + rest), sharedBytes, words };
}

function sums(rssBytes: number, pssBytes: number): string {
  return `RSS ${formatBytes(rssBytes)}, PSS ${formatBytes(pssBytes)}`;
}

function seenInWords(seen: number, pages: number): string {
  if (seen === 0) return 'the parent sees no store';
  return seen === pages
    ? 'the parent sees all stores'
    : `the parent sees ${formatCount(seen)} of ${formatCount(pages)} stores`;
}

/** Before the child stores to every page, and after. */
function visibilityRow(finding: Finding, sizeBytes: number): PictureRow[] {
  const arms = [finding.arm ?? ''];
  const of = (name: string): number => numberOf(finding, name) ?? Number.NaN;
  if (numberOf(finding, 'childHasIt') === 0) {
    const alone = {
      processes: parentAndChild(sizeBytes, 0),
      sharedBytes: 0,
      words: 'the child does not have it',
    };
    return [{ arms, moments: [alone, alone] }];
  }
  const [rss, pss] = [of('rssBeforeBytes'), of('pssBeforeBytes')];
  const [rssAfter, pssAfter] = [of('rssAfterBytes'), of('pssAfterBytes')];
  if ([rss, pss, rssAfter, pssAfter].some(Number.isNaN)) return [];
  const [seen, pages] = [of('seenByParentPages'), of('pages')];
  const saw = `; ${seenInWords(seen, pages)}`;
  return [
    {
      arms,
      moments: [
        momentOfTwo(rss, pss, sizeBytes, sums(rss, pss)),
        momentOfTwo(
          rssAfter,
          pssAfter,
          sizeBytes,
          sums(rssAfter, pssAfter) + (Number.isNaN(seen + pages) ? '' : saw),
        ),
      ],
    },
  ];
}

/** Processes that all map the same memory, by their RSS and PSS. */
function residentRow({ arm, figures }: Finding): PictureRow[] {
  const { rssBytes, pssBytes } = figures ?? {};
  if (!Array.isArray(rssBytes) || !Array.isArray(pssBytes) || rssBytes.length === 0) return [];
  const count = rssBytes.length;
  const shared =
    count > 1 ? Math.max(0, (((rssBytes[0] ?? 0) - (pssBytes[0] ?? 0)) * count) / (count - 1)) : 0;
  const processes = rssBytes.map((bytes, index) => ({
    name: index === 0 ? 'parent' : `child ${index}`,
    ownBytes: Math.max(0, bytes - shared),
  }));
  const add = (list: readonly number[]): number => list.reduce((sum, bytes) => sum + bytes, 0);
  const words = `together ${sums(add(rssBytes), add(pssBytes))}`;
  return [{ arms: [arm ?? ''], moments: [{ processes, sharedBytes: shared, words }] }];
}

/** A store to a page that a living child has as well copies it. */
function forkRow(finding: Finding, childLives: boolean): PictureRow[] {
  const [before, after] = [numberOf(finding, 'memoryBeforeBytes'), numberOf(finding, 'memoryAfterBytes')];
  if (before === null || after === null) return [];
  const copied = Math.max(0, after - before);
  const faults = numberOf(finding, 'storeFaults');
  const words = (bytes: number): string => `${formatBytes(bytes)} in memory`;
  const cost = faults === null ? '' : `; ${formatCount(faults)} faults`;
  const alone = (bytes: number, said: string): Moment => ({
    processes: [{ name: 'parent', ownBytes: bytes }],
    sharedBytes: 0,
    words: said,
  });
  const both = (own: number, said: string): Moment => ({
    processes: parentAndChild(own, own),
    sharedBytes: Math.max(0, before - own),
    words: said,
  });
  return [
    {
      arms: [finding.arm ?? ''],
      moments: childLives
        ? [both(0, words(before)), both(copied, words(after) + cost)]
        : [alone(before, words(before)), alone(after, words(after) + cost)],
    },
  ];
}

/** Arms of which the same is to be drawn and said, together. */
function together(rows: readonly PictureRow[]): PictureRow[] {
  const groups = new Map<string, PictureRow>();
  for (const row of rows) {
    const key = JSON.stringify(row.moments);
    const known = groups.get(key);
    groups.set(key, known ? { ...known, arms: [...known.arms, ...row.arms] } : row);
  }
  return [...groups.values()];
}

/** Null where the stage says nothing of who has which memory. */
export function pictureOf({ observations, planned }: ObservedStage): Picture | null {
  const scenario = planned(observations[0]?.arm ?? null)?.scenario;
  const setting = (finding: Finding, name: string) => planned(finding.arm)?.parameters[name];
  const picture = (moments: readonly string[], rows: readonly PictureRow[], title: string): Picture | null =>
    rows.length > 0 ? { moments, rows: together(rows), title } : null;
  if (scenario === 'share') {
    const rows = observations.flatMap((finding) =>
      visibilityRow(finding, Number(setting(finding, 'sizeBytes') ?? 0)),
    );
    return picture(['before the child stores', 'after'], rows, visibilityTitle(rows));
  }
  if (scenario === 'resident-sum')
    return picture([], observations.flatMap(residentRow), residentTitle(observations));
  if (scenario === 'after-fork') {
    const rows = observations.flatMap((finding) =>
      forkRow(finding, (setting(finding, 'child') ?? 'alive') === 'alive'),
    );
    return picture(['after the fork', 'after stores'], rows, forkTitle(observations));
  }
  return null;
}
