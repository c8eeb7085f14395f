/** A verdict's mark: told apart by its shape, so also without colour. Drawn in a square of `size` pixels around the origin. */
import type { ClaimVerdict } from '../../../model/claim.ts';
import type { ReportClaim } from '../../../model/report.ts';
import type { Paint } from '../../charts/paint.ts';

/** Verdicts as they are drawn: a refuted claim that holds under conditions is neither the one nor the other. */
export const shownVerdicts = ['supported', 'conditional', 'refuted', 'unresolved', 'unavailable'] as const;
export type ShownVerdict = (typeof shownVerdicts)[number];

export function shownVerdict({ verdict, holdsWhere }: ReportClaim): ShownVerdict {
  return verdict === 'refuted' && holdsWhere !== null ? 'conditional' : verdict;
}

export const verdictInWords: Readonly<Record<ShownVerdict, string>> = {
  supported: 'supported',
  conditional: 'refuted as worded, holds under conditions',
  refuted: 'refuted',
  unresolved: 'unresolved',
  unavailable: 'unavailable',
};

const cross = (r: number): string => `M${-r} ${-r}L${r} ${r}M${r} ${-r}L${-r} ${r}`;
const strokes: Readonly<Record<ShownVerdict, (r: number) => string>> = {
  supported: (r) => `M${-r} 0L${-0.25 * r} ${0.8 * r}L${r} ${-0.8 * r}`,
  conditional: cross,
  refuted: cross,
  unresolved: (r) =>
    `M${-0.65 * r} ${-0.5 * r}C${-0.6 * r} ${-1.3 * r} ${0.9 * r} ${-1.2 * r} ${0.6 * r} ${-0.3 * r}C${0.4 * r} 0 0 0 0 ${0.45 * r}M0 ${0.95 * r}V${1.15 * r}`,
  unavailable: (r) => `M${-r} 0H${r}`,
};

export function verdictColour(verdict: ShownVerdict, paint: Paint): string {
  if (verdict === 'supported') return paint.shades[3] as string;
  if (verdict === 'refuted' || verdict === 'conditional') return paint.alarm;
  return paint.quiet;
}

type MarkProps = {
  readonly verdict: ShownVerdict;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly paint: Paint;
};

/** Filled where the verdict is plain, an outline where it is not. */
export function VerdictMark({ verdict, x, y, size, paint }: MarkProps) {
  const own = verdictColour(verdict, paint);
  const filled = verdict === 'supported' || verdict === 'refuted';
  const half = size / 2 - 0.75;
  return (
    <g transform={`translate(${x} ${y})`} stroke-width={1.5} fill="none">
      <path
        d={`M${-half} ${-half}h${2 * half}v${2 * half}h${-2 * half}z`}
        fill={filled ? own : paint.ground}
        stroke={verdict === 'unavailable' ? paint.rule : own}
      />
      <path d={strokes[verdict](size * 0.24)} stroke={filled ? paint.ground : own} />
    </g>
  );
}

export function ClaimVerdictMark({
  verdict,
  paint,
}: {
  readonly verdict: ShownVerdict | ClaimVerdict;
  readonly paint: Paint;
}) {
  return (
    <svg width="15" height="15" viewBox="-7.5 -7.5 15 15" aria-hidden="true">
      <VerdictMark verdict={verdict} x={0} y={0} size={15} paint={paint} />
    </svg>
  );
}
