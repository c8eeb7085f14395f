/** The rows of a layout: boxes shaded as far as memory is resident, breaks for gaps, bundles of lesser regions. */
import type { Gap, Group, Region } from '../../../model/layout.ts';
import type { Bundle, PictureRow } from '../../../model/layout-picture.ts';
import { formatBytes, formatCount } from '../../../model/units.ts';
import { cutToWidth } from '../cut.ts';
import { px, type } from '../drawing.tsx';
import { wrapWords } from '../wrap-words.ts';
import { Address, Arrow, Box, Label, type Pen } from './layout-parts.tsx';
import { bundleLabel, bundleSums, regionLabel, rowTitle } from './layout-words.ts';

type RowProps<T> = { readonly row: PictureRow; readonly pen: Pen } & T;

function RegionRow({ row, pen, region, group }: RowProps<{ region: Region; group: Group }>) {
  const inside = group.regionCount > 1;
  const grows = group.growth !== null && region.class === group.class && region.part !== 'remainder';
  return (
    <>
      <Box {...{ row, pen }} {...region} dashed={row.atLeast && inside} />
      <Address start={region.start} row={row} pen={pen} />
      <Label
        {...{ row, pen }}
        {...region}
        label={regionLabel(region, group)}
        indent={inside}
        bold={!inside}
      />
      <Arrow growth={grows ? group.growth : null} row={row} pen={pen} />
    </>
  );
}

function GroupRow({ row, pen, group }: RowProps<{ group: Group }>) {
  const { label, regionCount } = group;
  const counted = regionCount > 1 ? `${label} (${formatCount(regionCount)})` : label;
  return (
    <>
      <Box {...{ row, pen }} {...group} />
      <Address start={group.start} row={row} pen={pen} />
      <Label {...{ row, pen }} {...group} label={counted} bold />
      <Arrow growth={group.growth} row={row} pen={pen} />
    </>
  );
}

/** The sides go on: a heading stands between regions that may touch. */
function HeadingRow({ row, pen, group }: RowProps<{ group: Group }>) {
  const { boxStart, boxWidth } = pen.columns;
  const side = (x: number): string => `M${x} ${px(row.position)}v${px(row.length)}`;
  return (
    <>
      <path
        d={side(boxStart) + side(boxStart + boxWidth)}
        fill="none"
        stroke={pen.paint.rule}
        stroke-width={1}
      />
      <Label {...{ row, pen }} {...group} bold certainty="known" />
    </>
  );
}

/** Edges in zigzag, the size between them, the reason beside. */
function GapRow({ row, pen, gap }: RowProps<{ gap: Gap }>) {
  const { boxStart, boxWidth, labelStart, width } = pen.columns;
  const { position, length } = row;
  const teeth = Math.max(2, Math.round(length / 8));
  const step = length / teeth;
  const zigzag = (x: number): string =>
    `M${x} ${px(position)}${Array.from({ length: teeth }, (_, i) => `L${x + (i % 2 === 0 ? 4 : -4)} ${px(position + (i + 0.5) * step)}`).join('')}L${x} ${px(position + length)}`;
  const lines = wrapWords(gap.sentence, width - labelStart - 10, type.small, 2);
  const first = position + length / 2 + 4 - (lines.length - 1) * 6.5;
  return (
    <>
      <path
        d={zigzag(boxStart) + zigzag(boxStart + boxWidth)}
        fill="none"
        stroke={pen.paint.quiet}
        stroke-width={1}
      />
      <g fill={pen.paint.quiet} font-size={type.small}>
        <text x={boxStart + boxWidth / 2} y={px(position + length / 2 + 4)} text-anchor="middle">
          {formatBytes(gap.sizeBytes)}
        </text>
        <Address start={gap.start} row={row} pen={pen} />
        {lines.map((line, i) => (
          <text key={line} x={labelStart} y={px(first + i * 13)}>
            {line}
          </text>
        ))}
      </g>
    </>
  );
}

function BundleRow({ row, pen, bundle }: RowProps<{ bundle: Bundle }>) {
  const { labelStart, width } = pen.columns;
  return (
    <>
      <Box {...{ row, pen }} sizeBytes={bundle.sizeBytes} usage={bundle.usage} dashed />
      <Address start={bundle.start} row={row} pen={pen} />
      <Label
        {...{ row, pen }}
        label={bundleLabel(bundle)}
        sizeBytes={bundle.sizeBytes}
        usage={
          bundle.usage && { ...bundle.usage, hugeBytes: 0, hugetlbBytes: 0, swappedBytes: 0, lockedBytes: 0 }
        }
        certainty="known"
      />
      <text x={labelStart} y={px(row.position + 27)} font-size={type.small} fill={pen.paint.quiet}>
        {cutToWidth(bundleSums(bundle), width - labelStart, type.small)}
      </text>
    </>
  );
}

function rowBody(row: PictureRow, pen: Pen) {
  switch (row.kind) {
    case 'heading':
      return <HeadingRow row={row} pen={pen} group={row.group} />;
    case 'region':
      return <RegionRow row={row} pen={pen} region={row.region} group={row.group} />;
    case 'group':
      return <GroupRow row={row} pen={pen} group={row.group} />;
    case 'gap':
      return <GapRow row={row} pen={pen} gap={row.gap} />;
    case 'bundle':
      return <BundleRow row={row} pen={pen} bundle={row.bundle} />;
  }
}

export function LayoutRow({ row, pen }: { readonly row: PictureRow; readonly pen: Pen }) {
  return (
    <g>
      <title>{rowTitle(row)}</title>
      {rowBody(row, pen)}
    </g>
  );
}
