/** What a reader of a layout should know about how it was read. */
import type { Anchor, LayoutTotals } from '../model/layout.ts';
import { formatBytes } from '../model/units.ts';
import { mmapBaseAgrees } from './anchors.ts';
import type { Facts } from './facts.ts';

/** The loader's own alignment may leave so much between mmap_base and the first mapping: a huge page. */
const alignmentSlackBytes = 2 * 2 ** 20;

function ofReading({ image }: Facts): string[] {
  const moving =
    'the process mapped or unmapped memory while it was read, and no two reads agreed: this is the last one';
  const sharing =
    'firsttouch itself runs the same program: pages of its file that nobody else maps count as shared while it reads';
  return [
    ...(image.consistency === 'moving' ? [moving] : []),
    ...(image.readerRunsIt && !image.usageReason ? [sharing] : []),
    ...(image.usageReason ? [`resident memory is not shown: ${image.usageReason}`] : []),
  ];
}

function ofProgram({ extent, startBrk, image }: Facts): string[] {
  const words = image.firstWords;
  return [
    ...(extent.state === 'unavailable' ? [`the end of bss is not known: ${extent.reason}`] : []),
    ...(startBrk === undefined
      ? ['the start of the heap is not known: the kernel did not show start_brk']
      : []),
    ...(words.state === 'unavailable'
      ? [`blocks that malloc mapped cannot be told apart: ${words.reason}`]
      : []),
  ];
}

function ofAnchors({ constants, image }: Facts, anchors: readonly Anchor[]): string[] {
  if (!constants)
    return [
      `the kernel's constants for ${image.architecture} with pointers of this width are not known here`,
    ];
  if (mmapBaseAgrees(anchors, alignmentSlackBytes) !== false) return [];
  return [
    'mmap_base as computed is not where mappings begin: the limit of the stack or a setting was another one at exec, which decides the layout',
  ];
}

function ofTotals({ rollupDifferenceBytes }: LayoutTotals): string[] {
  if (rollupDifferenceBytes.state === 'unavailable' || rollupDifferenceBytes.value === 0) return [];
  const { value } = rollupDifferenceBytes;
  return [
    `smaps_rollup, read at another moment, says ${formatBytes(Math.abs(value))} ${value > 0 ? 'more' : 'less'} resident than the sum of the regions`,
  ];
}

export function caveatsOf(facts: Facts, anchors: readonly Anchor[], totals: LayoutTotals): string[] {
  return [...ofReading(facts), ...ofProgram(facts), ...ofAnchors(facts, anchors), ...ofTotals(totals)];
}
