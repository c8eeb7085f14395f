/** The numbers that matter, as a small table: each arm's time, what it is of the reference's, and what the run could tell. */
import { useContext } from 'preact/hooks';
import type { Finding } from '../../../model/finding.ts';
import type { ReportArm, ReportRun } from '../../../model/report.ts';
import { formatBytes, formatNumber, formatPercent } from '../../../model/units.ts';
import { formatConfidence, formatTime } from '../../charts/amounts.ts';
import { Mark } from '../../charts/mark.tsx';
import { pagePaint } from '../../charts/paint.ts';
import { ReaderContext } from '../../figure/reader.ts';
import { timeInWords } from '../../parts/time-in-words.ts';
import { intervalInWords, nameInWords, pairsInWords } from './answer-in-words.ts';
import type { Decisive } from './decisive.ts';

const mostArms = 8;

function ArmMark({ arm }: { readonly arm: ReportArm }) {
  const { arms } = useContext(ReaderContext);
  const { colour, mark } = arms(arm.name);
  return (
    <svg class="arm-mark" width="12" height="12" aria-hidden="true">
      <Mark
        x={6}
        y={6}
        shape={mark}
        colour={colour(pagePaint)}
        ground={pagePaint.ground}
        hollow={arm.isControl}
      />
    </svg>
  );
}

/** What the copy of the reference says of the run. */
function told(control: Finding | undefined): string {
  if (!control) return '';
  if (control.verdict === 'void') return 'identical arms differ: void';
  const resolution = control.figures?.resolution;
  return typeof resolution === 'number'
    ? `tells ${formatPercent(resolution)} or more`
    : 'too few blocks to tell anything';
}

function Row({ arm, decisive }: { readonly arm: ReportArm; readonly decisive: Decisive }) {
  const { comparisons, control } = decisive;
  const finding = arm.isControl ? control : comparisons.find((one) => one.arm === arm.name);
  const isReference = !arm.isControl && arm === decisive.cell.arms[0];
  return (
    <tr class={arm.isControl ? 'stands-back' : undefined}>
      <th scope="row">
        <ArmMark arm={arm} />
        {nameInWords(arm.name)}
        {arm.isControl ? ', an identical copy' : ''}
      </th>
      <td class="number" data-label="median">
        {arm.medianNs === null ? 'no trial' : formatTime(arm.medianNs, arm.lowNs, arm.highNs)}
      </td>
      <td class="number" data-label="ratio">
        {finding ? intervalInWords(finding) : isReference ? '1, the reference' : '–'}
      </td>
      <td data-label="verdict">{arm.isControl ? told(control) : (finding?.verdict ?? '')}</td>
    </tr>
  );
}

/** The reference, the fastest of the others, and the control arm. */
function shownArms({ cell }: Decisive): ReportArm[] {
  const [reference, ...others] = cell.arms.filter(({ isControl }) => !isControl);
  const control = cell.arms.filter(({ isControl }) => isControl);
  const fastest = [...others]
    .sort(
      (one, other) =>
        (one.medianNs ?? Number.POSITIVE_INFINITY) - (other.medianNs ?? Number.POSITIVE_INFINITY),
    )
    .slice(0, mostArms);
  const kept = new Set(fastest);
  return [...(reference ? [reference] : []), ...others.filter((arm) => kept.has(arm)), ...control];
}

export function Numbers({ run, decisive }: { readonly run: ReportRun; readonly decisive: Decisive }) {
  const { cell, control } = decisive;
  const shown = shownArms(decisive);
  const measured = timeInWords(cell);
  const reference = nameInWords(cell.arms[0]?.name ?? null);
  const where = cell.sizeBytes === null ? '' : ` at ${formatBytes(cell.sizeBytes)}`;
  const left = cell.arms.length - shown.length;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="scroll" tabIndex={0} aria-label={`The numbers of the answer ${run.letter}`.trim()}>
        <table class="numbers">
          <thead>
            <tr>
              <th scope="col">arm</th>
              <th scope="col" class="number">
                median of {measured}
                {where}
              </th>
              <th scope="col" class="number">
                over {reference}, pair by pair
              </th>
              <th scope="col">verdict</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((arm) => (
              <Row key={`${arm.name} ${arm.isControl}`} arm={arm} decisive={decisive} />
            ))}
          </tbody>
        </table>
      </section>
      <p class="note">
        {pairsInWords(control?.n ?? cell.blocks, cell)}. In brackets: of medians, intervals at{' '}
        {formatConfidence(run.header.settings.alpha)}; of ratios, intervals that stay valid whenever the run
        stops, with an error rate of {formatPercent(run.header.settings.alpha)} for all its verdicts together.
        {left > 0
          ? ` ${formatNumber(left, 'arm')} with longer medians ${left === 1 ? 'is' : 'are'} in the values of the comparisons.`
          : ''}
      </p>
    </>
  );
}
