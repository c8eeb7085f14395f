/** The holes between regions, cut by the landmarks, each piece with its reason. Together with the regions they cover everything. */
import type { Gap, GapReason, Region } from '../model/layout.ts';
import type { Facts } from './facts.ts';
import { gapSentence } from './gap-sentences.ts';
import type { Landmark } from './landmarks.ts';
import { isPlacedElsewhere, type MmapArea } from './mmap-area.ts';

/** A hole this large takes any ordinary mapping: the first of them from mmap_base is where the next one goes. */
const roomBytes = 2 ** 30;

type Hole = { readonly start: number; readonly end: number; readonly below: number; readonly above: number };

export type GapContext = {
  readonly regions: readonly Region[];
  readonly groups: readonly (string | undefined)[];
  readonly facts: Facts;
  readonly area: MmapArea;
};

function makeGap(start: number, end: number, reason: GapReason): Gap {
  return { kind: 'gap', start, end, sizeBytes: end - start, reason, sentence: gapSentence(reason) };
}

function holesOf(regions: readonly Region[], end: number): Hole[] {
  const holes: Hole[] = [];
  let reached = 0;
  regions.forEach((region, i) => {
    if (region.start > reached) holes.push({ start: reached, end: region.start, below: i - 1, above: i });
    reached = region.end;
  });
  if (reached < end) holes.push({ start: reached, end, below: regions.length - 1, above: regions.length });
  return holes;
}

/** The part of [start, end) that no landmark covers, and the parts that they do, in ascending order. */
function cut(
  hole: Hole,
  landmarks: readonly Landmark[],
): { start: number; end: number; reason: GapReason | null }[] {
  const pieces: { start: number; end: number; reason: GapReason | null }[] = [];
  let reached = hole.start;
  for (const { start, end, reason } of landmarks) {
    if (end <= reached) continue;
    if (start >= hole.end) break;
    if (start > reached) pieces.push({ start: reached, end: start, reason: null });
    const from = Math.max(start, reached);
    const to = Math.min(end, hole.end);
    pieces.push({ start: from, end: to, reason });
    reached = to;
  }
  if (reached < hole.end) pieces.push({ start: reached, end: hole.end, reason: null });
  return pieces;
}

/** Where the next mapping goes: the first large hole from mmap_base in the direction of placement. */
function roomOf(holes: readonly Hole[], { area }: GapContext): Hole | undefined {
  const { placement, observedBase: base } = area;
  if (placement === null || base === undefined) return undefined;
  const large = holes.filter(({ start, end }) => end - start >= roomBytes);
  return placement === 'bottom-up'
    ? large.find(({ start }) => start >= base)
    : large.filter(({ end }) => end <= base).at(-1);
}

/** Whether the break would move into the piece: the heap ends below it, or start_brk is where it begins. */
function isAboveBreak(start: number, below: Region | undefined, { startBrk }: Facts): boolean {
  return startBrk !== undefined && (start === startBrk || (below?.class === 'heap' && below.end === start));
}

function isModule(region: Region | undefined): boolean {
  return region !== undefined && ['program', 'library', 'bss'].includes(region.class);
}

function nameOf(start: number, hole: Hole, room: Hole | undefined, context: GapContext): GapReason {
  const { regions, groups, facts, area } = context;
  const below = regions[hole.below];
  const above = regions[hole.above];
  const group = groups[hole.below];
  if (isModule(below) && isModule(above) && group !== undefined && group === groups[hole.above]) {
    return 'inside-module';
  }
  if (isAboveBreak(start, below, facts)) return hole === room ? 'heap-to-mmap' : 'heap-room';
  if (hole === room) return 'mmap-room';
  if (area.placement === 'top-down' && below?.end === area.observedBase && above?.class === 'stack')
    return 'above-mmap';
  if (!below && above && isPlacedElsewhere(above, facts)) return 'below-program';
  return 'hole';
}

/** Gaps in ascending order from 0 to `end`, the end of all addresses. */
export function findGaps(landmarks: readonly Landmark[], context: GapContext, end: number): Gap[] {
  const holes = holesOf(context.regions, end);
  const room = roomOf(holes, context);
  return holes.flatMap((hole) =>
    cut(hole, landmarks).map((piece) =>
      makeGap(piece.start, piece.end, piece.reason ?? nameOf(piece.start, hole, room, context)),
    ),
  );
}
