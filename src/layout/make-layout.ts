/** From what was read of a process to the layout of its address space. Pure. */
import type { Layout, LayoutTotals, Region } from '../model/layout.ts';
import type { ProcessImage } from '../model/process-image.ts';
import { mapReading, measuredValue, type Reading, unavailable } from '../model/reading.ts';
import { anchorsOf } from './anchors.ts';
import { caveatsOf } from './caveats.ts';
import { classify } from './classify.ts';
import { factsOf } from './facts.ts';
import { findGaps } from './gaps.ts';
import { groupItems } from './groups.ts';
import { landmarksOf } from './landmarks.ts';
import { observeMmapArea } from './mmap-area.ts';
import { isRandomised } from './mmap-base.ts';
import { sumUsage } from './usage.ts';

function programTypeOf({ elf }: ProcessImage): Layout['programType'] {
  if (elf.state === 'unavailable') return null;
  const { type, interpreter } = elf.value;
  if (type === 'fixed') return interpreter === null ? 'static, fixed' : 'fixed';
  return interpreter === null ? 'static PIE' : 'PIE';
}

function rollupDifference(image: ProcessImage, resident: number | null): Reading<number> {
  if (resident === null) return unavailable('the regions have no resident bytes to compare');
  if (measuredValue(image.rollup)?.rssBytes === undefined && image.rollup.state === 'measured') {
    return unavailable('smaps_rollup has no Rss');
  }
  return mapReading(image.rollup, ({ rssBytes = 0 }) => rssBytes - resident);
}

function totalsOf(image: ProcessImage, regions: readonly Region[]): LayoutTotals {
  const usage = sumUsage(regions.map((region) => region.usage));
  return {
    regionCount: regions.length,
    mappedBytes: regions.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    usage,
    rollupDifferenceBytes: rollupDifference(image, usage?.residentBytes ?? null),
  };
}

/** Addresses that no constants are known for end where a power of two does. */
function endOfAddresses(regions: readonly Region[], known: boolean): number {
  if (known) return 2 ** 64;
  const highest = regions.at(-1)?.end ?? 1;
  return highest <= 2 ** 32 ? 2 ** 32 : 2 ** Math.ceil(Math.log2(highest));
}

export function makeLayout(image: ProcessImage): Layout {
  const facts = factsOf(image);
  const classified = classify(facts);
  const regions = classified.map(({ region }) => region);
  const area = observeMmapArea(classified, facts);
  const end = endOfAddresses(regions, facts.constants !== null);
  const groups = classified.map(({ group }) => group);
  const gaps = findGaps(landmarksOf(regions, facts), { regions, groups, facts, area }, end);
  const anchors = anchorsOf(facts, area);
  const totals = totalsOf(image, regions);
  const stat = measuredValue(image.stat);
  const command = measuredValue(image.command) ?? null;
  return {
    pid: image.pid,
    name: stat?.name ?? command?.[0] ?? `process ${image.pid}`,
    command,
    architecture: facts.constants?.name ?? image.architecture,
    programType: programTypeOf(image),
    randomised: isRandomised(image),
    placement: area.placement,
    items: groupItems(classified, gaps),
    anchors,
    totals,
    caveats: caveatsOf(facts, anchors, totals),
  };
}
