/**
 * A layout as JSON (docs/layout-json.md): what src/model/layout.ts says, with addresses as hexadecimal strings, since they are read by
 * people and by languages whose numbers differ. Sizes are numbers of bytes. The same layout gives the same text.
 */
import type { Anchor, Gap, Group, Layout, Region } from '../model/layout.ts';
import { version } from '../model/version.ts';

function hex(address: number): string {
  return `0x${address.toString(16)}`;
}

function gapOf({ start, end, ...rest }: Gap) {
  return {
    kind: rest.kind,
    start: hex(start),
    end: hex(end),
    sizeBytes: rest.sizeBytes,
    reason: rest.reason,
    sentence: rest.sentence,
  };
}

function regionOf({ kind, start, end, merged, ...rest }: Region) {
  const pieces = merged.map((piece) => ({
    class: piece.class,
    start: hex(piece.start),
    end: hex(piece.end),
  }));
  return { kind, start: hex(start), end: hex(end), ...rest, merged: pieces };
}

function groupOf({ kind, start, end, items, ...rest }: Group) {
  const inside = items.map((item) => (item.kind === 'gap' ? gapOf(item) : regionOf(item)));
  return { kind, start: hex(start), end: hex(end), ...rest, items: inside };
}

function anchorOf({ name, address, sentence }: Anchor) {
  const told =
    address.state === 'measured'
      ? { low: hex(address.value.low), high: hex(address.value.high) }
      : { low: null, high: null, reason: address.reason };
  return { name, ...told, sentence };
}

/** The layout as plain data for JSON. */
export function layoutDocument(layout: Layout) {
  const { items, anchors, totals, ...rest } = layout;
  const { rollupDifferenceBytes: difference, ...sums } = totals;
  return {
    firsttouch: version,
    ...rest,
    totals: {
      ...sums,
      rollupDifferenceBytes: difference.state === 'measured' ? difference.value : null,
    },
    anchors: anchors.map(anchorOf),
    items: items.map((item) => (item.kind === 'gap' ? gapOf(item) : groupOf(item))),
  };
}

/** The text of `layout --format json`. */
export function serializeLayoutJson(layout: Layout): string {
  return `${JSON.stringify(layoutDocument(layout), null, 2)}\n`;
}
