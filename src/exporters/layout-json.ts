/**
 * A layout as JSON (docs/layout-json.md): what src/model/layout.ts says, with addresses as hexadecimal strings, since they are read by
 * people and by languages whose numbers differ. Sizes are numbers of bytes. The same layout gives the same text.
 */
import type { Anchor, Gap, Layout, Region } from '../model/layout.ts';
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

function anchorOf({ name, address, sentence }: Anchor) {
  const told =
    address.state === 'measured'
      ? { low: hex(address.value.low), high: hex(address.value.high) }
      : { low: null, high: null, reason: address.reason };
  return { name, ...told, sentence };
}

/** Everything but the items. */
function headOf(layout: Layout) {
  const { items: _, anchors, totals, ...rest } = layout;
  const { rollupDifferenceBytes: difference, ...sums } = totals;
  return {
    firsttouch: version,
    ...rest,
    totals: {
      ...sums,
      rollupDifferenceBytes: difference.state === 'measured' ? difference.value : null,
    },
    anchors: anchors.map(anchorOf),
  };
}

/** One line for each region and gap: a process may have sixty thousand, and people look for them with grep. */
function itemLines(item: Layout['items'][number]): string {
  if (item.kind === 'gap') return `    ${JSON.stringify(gapOf(item))}`;
  const { items, ...head } = item;
  const inside = items.map(
    (one) => `      ${JSON.stringify(one.kind === 'gap' ? gapOf(one) : regionOf(one))}`,
  );
  const opening = JSON.stringify({ ...head, start: hex(head.start), end: hex(head.end) }).slice(0, -1);
  return `    ${opening},"items":[\n${inside.join(',\n')}\n    ]}`;
}

/** The text of `layout --format json` in pieces: whole it may have a hundred megabytes. */
export function* layoutJsonPieces(layout: Layout): Iterable<string> {
  yield `${JSON.stringify(headOf(layout), null, 2).slice(0, -2)},\n  "items": [\n`;
  const last = layout.items.length - 1;
  const together = 500;
  for (let i = 0; i <= last; i += together) {
    const lines = layout.items
      .slice(i, i + together)
      .map(itemLines)
      .join(',\n');
    yield `${lines}${i + together > last ? '\n' : ',\n'}`;
  }
  yield '  ]\n}\n';
}

/** The same as one text. */
export function serializeLayoutJson(layout: Layout): string {
  return [...layoutJsonPieces(layout)].join('');
}
