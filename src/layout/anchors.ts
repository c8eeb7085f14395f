/** The addresses that explain a layout: the kernel's constants, where mappings begin as computed and as seen, where bss and heap meet. */
import type { Anchor } from '../model/layout.ts';
import { measured, measuredValue, type Reading, unavailable } from '../model/reading.ts';
import { formatBytes } from '../model/units.ts';
import type { Facts } from './facts.ts';
import type { MmapArea } from './mmap-area.ts';
import { computeMmapBase, isRandomised, type Range, stackLimit } from './mmap-base.ts';

function at(address: number): Reading<Range> {
  return measured({ low: address, high: address });
}

function constantAnchors({ constants, image }: Facts): Anchor[] {
  const none = unavailable(`no constants of ${image.architecture} for pointers of this width`);
  const of = (address: number | undefined): Reading<Range> => (address === undefined ? none : at(address));
  return [
    {
      name: 'TASK_SIZE',
      address: of(constants?.taskSize),
      sentence: 'no process maps anything from here on',
    },
    {
      name: 'STACK_TOP',
      address: of(constants?.stackTop),
      sentence: 'the stack ends here, less its random offset',
    },
    {
      name: 'ELF_ET_DYN_BASE',
      address: of(constants?.dynamicBase),
      sentence: 'position-independent programs are put here, plus their random offset',
    },
    {
      name: 'TASK_UNMAPPED_BASE',
      address: of(constants?.unmappedBase),
      sentence: 'the bottom-up layout begins here, plus its random offset',
    },
  ];
}

function computedSentence({ image }: Facts, { placement }: MmapArea): string {
  if (placement === 'bottom-up') return 'TASK_UNMAPPED_BASE plus the random offset of vm.mmap_rnd_bits';
  const limit = stackLimit(image);
  const stack = typeof limit === 'number' ? formatBytes(limit) : 'unlimited';
  const random = isRandomised(image) ? ', the random offset of the stack and that of vm.mmap_rnd_bits' : '';
  return `STACK_TOP less the limit of the stack (${stack}), its guard gap${random}; at least 128 MiB, at most 5/6 of TASK_SIZE`;
}

function mmapAnchors(facts: Facts, area: MmapArea): Anchor[] {
  const { constants, image, pageSizeBytes } = facts;
  return [
    {
      name: 'mmap_base, computed',
      address: constants
        ? computeMmapBase(image, constants, pageSizeBytes)
        : unavailable(`no constants of ${image.architecture} for pointers of this width`),
      sentence: computedSentence(facts, area),
    },
    {
      name: 'mmap_base, observed',
      address:
        area.observedBase === undefined
          ? unavailable('neither loader nor vdso is mapped where exec puts them')
          : at(area.observedBase),
      sentence:
        area.placement === 'bottom-up' ? 'the lowest of what exec mapped' : 'the highest of what exec mapped',
    },
  ];
}

function breakSentence({ extent, startBrk }: Facts): string {
  if (startBrk === undefined || extent.state === 'unavailable') return 'where the heap begins';
  const difference = startBrk - extent.value.end;
  if (difference >= 0) return `where the heap begins: ${formatBytes(difference)} above the end of bss`;
  return `where the heap begins: ${formatBytes(-difference)} below the end of bss`;
}

function programAnchors(facts: Facts): Anchor[] {
  const { extent, startBrk, image } = facts;
  const field = (pick: 'start' | 'end'): Reading<Range> =>
    extent.state === 'measured' ? at(extent.value[pick]) : extent;
  const reason =
    image.stat.state === 'unavailable' ? image.stat.reason : 'the kernel shows no start_brk of this process';
  return [
    { name: 'program base', address: field('start'), sentence: 'the first page of the program' },
    { name: 'end of bss', address: field('end'), sentence: 'PT_LOAD segments and load bias; not in maps' },
    {
      name: 'start_brk',
      address: startBrk === undefined ? unavailable(reason) : at(startBrk),
      sentence: breakSentence(facts),
    },
  ];
}

export function anchorsOf(facts: Facts, area: MmapArea): Anchor[] {
  return [...constantAnchors(facts), ...mmapAnchors(facts, area), ...programAnchors(facts)];
}

/** Whether what was seen lies where it was computed; undefined where one of them is missing. */
export function mmapBaseAgrees(anchors: readonly Anchor[], slackBytes: number): boolean | undefined {
  const of = (name: Anchor['name']): Range | undefined => {
    const address = anchors.find((anchor) => anchor.name === name)?.address;
    return address && measuredValue(address);
  };
  const computed = of('mmap_base, computed');
  const observed = of('mmap_base, observed');
  if (!computed || !observed) return undefined;
  return observed.low >= computed.low - slackBytes && observed.high <= computed.high + slackBytes;
}
