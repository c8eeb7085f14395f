/** What the rows of a layout are made of: the shaded box, the address, the words beside it, the arrow of growth. */
import type { Certainty, Growth, LayoutUsage } from '../../../model/layout.ts';
import type { PictureRow } from '../../../model/layout-picture.ts';
import { formatBytes } from '../../../model/units.ts';
import { cutToWidth } from '../cut.ts';
import { monoFamily, px, type } from '../drawing.tsx';
import type { Paint } from '../paint.ts';
import type { Columns } from './layout-columns.ts';
import { hex, remarks, residentOf } from './layout-words.ts';

/** With what, and where, all rows of one process are drawn. */
export type Pen = {
  readonly paint: Paint;
  readonly columns: Columns;
  /** The pattern of shared pages: `url(#...)`, unique on the page. */
  readonly shared: string;
};

type BoxProps = {
  readonly row: PictureRow;
  readonly pen: Pen;
  readonly sizeBytes: number;
  readonly usage: LayoutUsage | null;
  readonly dashed?: boolean;
};

/** Mapped, then from the left what is resident here only, then what is shared; anything resident shows at all. */
export function Box({ row, pen, sizeBytes, usage, dashed = false }: BoxProps) {
  const { boxStart: x, boxWidth } = pen.columns;
  const [y, height] = [px(row.position), px(row.length)];
  const resident = residentOf(usage);
  const width = resident > 0 ? Math.min(boxWidth, Math.max(2, (resident / sizeBytes) * boxWidth)) : 0;
  const ofShared = resident > 0 ? (Math.min(resident, usage?.sharedBytes ?? 0) / resident) * width : 0;
  const own = width - ofShared;
  return (
    <>
      <rect x={x} y={y} width={boxWidth} height={height} fill={pen.paint.wash} />
      {own > 0 ? <rect x={x} y={y} width={px(own)} height={height} fill={pen.paint.shades[2]} /> : null}
      {ofShared > 0 ? (
        <rect x={px(x + own)} y={y} width={px(ofShared)} height={height} fill={pen.shared} />
      ) : null}
      <rect
        x={x}
        y={y}
        width={boxWidth}
        height={height}
        fill="none"
        stroke={pen.paint.ink}
        stroke-width={0.8}
        stroke-dasharray={dashed ? '3 2' : undefined}
      />
    </>
  );
}

type AddressProps = { readonly start: number; readonly row: PictureRow; readonly pen: Pen };

/** Where the box starts. Addresses of the kernel's half have more digits than fit everywhere: the last ones tell them apart. */
export function Address({ start, row, pen }: AddressProps) {
  const { addressEnd } = pen.columns;
  const size = addressEnd < 100 ? 10 : type.small;
  const whole = hex(start);
  const fits = whole.length * size * 0.61 <= addressEnd;
  return (
    <text
      x={addressEnd}
      y={px(row.position + row.length - 3)}
      text-anchor="end"
      font-family={monoFamily}
      font-size={size}
    >
      {fits ? whole : `0x…${whole.slice(-10)}`}
    </text>
  );
}

type LabelProps = {
  readonly row: PictureRow;
  readonly pen: Pen;
  readonly label: string;
  readonly bold?: boolean;
  readonly indent?: boolean;
  readonly sizeBytes: number;
  readonly permissions?: string;
  readonly usage: LayoutUsage | null;
  readonly certainty: Certainty;
};

/** What it is, how large, what may be done with it, how much of it is resident. */
export function Label({ row, pen, label, usage, sizeBytes, certainty, ...more }: LabelProps) {
  const { bold = false, indent = false, permissions = '' } = more;
  const { labelStart, sizeEnd, permissionsStart, residentEnd } = pen.columns;
  const y = px(row.position + Math.min(row.length, 18) - 5);
  const x = labelStart + (indent ? 10 : 0);
  const size = formatBytes(sizeBytes);
  const doubt = certainty === 'probable' ? ' ?' : '';
  const room = sizeEnd - size.length * 6.9 - 8 - x - doubt.length * 6;
  const resident = usage?.residentBytes;
  const said = remarks(usage);
  return (
    <>
      <text x={x} y={y} font-weight={bold ? 'bold' : undefined}>
        {cutToWidth(label, room, bold ? type.label * 1.2 : type.label) + doubt}
      </text>
      <text x={px(sizeEnd)} y={y} text-anchor="end">
        {size}
      </text>
      {permissions === '' || permissionsStart === null ? null : (
        <text x={px(permissionsStart)} y={y} font-family={monoFamily} font-size={type.small}>
          {permissions}
        </text>
      )}
      {resident && residentEnd !== null ? (
        <text x={px(residentEnd)} y={y} text-anchor="end" fill={pen.paint.quiet}>
          {formatBytes(resident)}
        </text>
      ) : null}
      {said.length > 0 && row.length >= 32 ? (
        <text x={x} y={y + 14} font-size={type.small} fill={pen.paint.quiet}>
          {cutToWidth(said.join(', '), pen.columns.width - x, type.small)}
        </text>
      ) : null}
    </>
  );
}

type ArrowProps = { readonly growth: Growth | null; readonly row: PictureRow; readonly pen: Pen };

/** At the right end of the box, inside it. */
export function Arrow({ growth, row, pen }: ArrowProps) {
  if (growth === null) return null;
  const x = pen.columns.boxStart + pen.columns.boxWidth - 10;
  const [low, high] = [row.position + Math.min(row.length, 30) - 3, row.position + 3];
  const [from, to] = growth === 'up' ? [low, high] : [high, low];
  const back = growth === 'up' ? 5 : -5;
  const path = `M${x} ${px(from)}V${px(to)}M${x - 4} ${px(to + back)}L${x} ${px(to)}L${x + 4} ${px(to + back)}`;
  return (
    <>
      <path d={path} fill="none" stroke={pen.paint.ground} stroke-width={4} />
      <path d={path} fill="none" stroke={pen.paint.ink} stroke-width={1.5} />
    </>
  );
}
