/**
 * What `firsttouch layout --format json` printed (docs/layout-json.md), back to the layout that it was. Everything is checked:
 * such a file comes from anywhere. Members that are not known are left out.
 */
import * as v from 'valibot';
import type { GapReason, Layout, RegionClass } from './layout.ts';
import { measured, unavailable } from './reading.ts';

const classes = [
  'kernel-page',
  'stack',
  'heap',
  'hugetlb',
  'shared-memory',
  'named-anonymous',
  'thread-stack',
  'arena',
  'program',
  'bss',
  'library',
  'malloc-chunk',
  'allocator',
  'v8',
  'file',
  'guard',
  'unknown',
] as const satisfies readonly RegionClass[];

const reasons = [
  'null-guard',
  'below-program',
  'brk-offset',
  'heap-room',
  'heap-to-mmap',
  'heap-to-stack',
  'mmap-room',
  'above-mmap',
  'stack-guard-gap',
  'stack-reserve',
  'stack-offset',
  'last-page',
  'non-canonical',
  'kernel-half',
  'inside-module',
  'hole',
] as const satisfies readonly GapReason[];

const bytes = v.pipe(v.number(), v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const address = v.pipe(v.string(), v.regex(/^0x[0-9a-f]{1,17}$/), v.transform(Number));
const certainty = v.picklist(['known', 'probable']);
const regionClass = v.picklist(classes);
const extent = { start: address, end: address };
const backwards = 'it ends before it begins';

const usage = v.nullable(
  v.object({
    residentBytes: v.nullable(bytes),
    proportionalBytes: v.nullable(bytes),
    sharedBytes: v.nullable(bytes),
    privateDirtyBytes: v.nullable(bytes),
    hugeBytes: v.nullable(bytes),
    hugetlbBytes: v.nullable(bytes),
    swappedBytes: v.nullable(bytes),
    lockedBytes: v.nullable(bytes),
    lazyFreeBytes: v.nullable(bytes),
  }),
);

const backing = v.variant('kind', [
  v.object({ kind: v.picklist(['anonymous', 'kernel']) }),
  v.object({
    kind: v.picklist(['file', 'shared-memory', 'hugetlb']),
    path: v.string(),
    offsetBytes: bytes,
    deleted: v.boolean(),
  }),
]);

const gap = v.pipe(
  v.object({
    kind: v.literal('gap'),
    ...extent,
    sizeBytes: bytes,
    reason: v.picklist(reasons),
    sentence: v.string(),
  }),
  v.check(({ start, end }) => start <= end, backwards),
);

const region = v.pipe(
  v.object({
    kind: v.literal('region'),
    ...extent,
    sizeBytes: bytes,
    permissions: v.string(),
    class: regionClass,
    part: v.nullable(v.string()),
    label: v.string(),
    rule: v.object({ number: count, reason: v.string() }),
    certainty,
    backing,
    usage,
    hugePages: v.nullable(v.object({ backedBytes: bytes, eligible: v.nullable(v.boolean()) })),
    merged: v.array(v.object({ class: regionClass, ...extent })),
    notes: v.array(v.string()),
  }),
  v.check(({ start, end }) => start <= end, backwards),
);

const group = v.pipe(
  v.object({
    kind: v.literal('group'),
    class: regionClass,
    label: v.string(),
    ...extent,
    sizeBytes: bytes,
    regionCount: count,
    certainty,
    growth: v.nullable(v.picklist(['up', 'down'])),
    usage,
    items: v.array(v.variant('kind', [region, gap])),
  }),
  v.check(({ start, end }) => start <= end, backwards),
);

const anchorNames = [
  'TASK_SIZE',
  'STACK_TOP',
  'mmap_base, computed',
  'mmap_base, observed',
  'ELF_ET_DYN_BASE',
  'TASK_UNMAPPED_BASE',
  'program base',
  'end of bss',
  'start_brk',
] as const satisfies readonly Layout['anchors'][number]['name'][];

const anchor = v.pipe(
  v.object({
    name: v.picklist(anchorNames),
    low: v.nullable(address),
    high: v.nullable(address),
    reason: v.exactOptional(v.string()),
    sentence: v.string(),
  }),
  v.transform(({ name, low, high, reason = 'the record does not say', sentence }) => ({
    name,
    address: low === null || high === null ? unavailable(reason) : measured({ low, high }),
    sentence,
  })),
);

const totals = v.pipe(
  v.object({
    regionCount: count,
    mappedBytes: bytes,
    usage,
    rollupDifferenceBytes: v.nullable(v.number()),
  }),
  v.transform(({ rollupDifferenceBytes: difference, ...sums }) => ({
    ...sums,
    rollupDifferenceBytes:
      difference === null ? unavailable('the record does not say') : measured(difference),
  })),
);

const layoutSchema = v.object({
  pid: count,
  name: v.string(),
  command: v.nullable(v.array(v.string())),
  architecture: v.string(),
  programType: v.nullable(v.picklist(['PIE', 'static PIE', 'fixed', 'static, fixed'])),
  randomised: v.nullable(v.boolean()),
  placement: v.nullable(v.picklist(['top-down', 'bottom-up'])),
  items: v.array(v.variant('kind', [group, gap])),
  anchors: v.array(anchor),
  totals,
  caveats: v.array(v.string()),
});

/** The layout; or what is wrong with the document, and where. */
export function parseLayoutDocument(
  document: unknown,
): { readonly layout: Layout } | { readonly wrong: string } {
  const checked = v.safeParse(layoutSchema, document);
  if (checked.success) return { layout: checked.output };
  const [issue] = checked.issues;
  return { wrong: `${v.getDotPath(issue) ?? 'it'}: ${issue.message}` };
}
