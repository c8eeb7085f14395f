/** Why arms differ from the reference: what each kind of the kernel's work adds to the difference, and what is left. */
import type { Finding } from '../../../model/finding.ts';
import type { ReportRun } from '../../../model/report.ts';
import { formatBytes, formatDuration } from '../../../model/units.ts';
import { formatConfidence, formatSigned } from '../../charts/amounts.ts';
import type { Chart } from '../../charts/chart.ts';
import { chartName } from '../../charts/chart-name.ts';
import { nameInWords } from './answer-in-words.ts';
import { type Bar, drawBars, type Panel, shareInWords } from './bars.tsx';
import type { Decisive } from './decisive.ts';

const terms: Readonly<Record<string, string>> = {
  systemCalls: 'system calls',
  exceptions: 'exceptions',
  pageSetUp: 'page set-up',
  zeroing: 'zeroing',
  pageSetUpAndZeroing: 'page set-up and zeroing',
  stores: 'stores',
};

/** More arms than these make no picture; the others are in the table. */
const mostPanels = 4;

/** One amount of a decomposition; undefined where the finding has none of that name. */
function amountIn(
  { figures }: Finding,
  word: string,
): Omit<Bar, 'label' | 'share' | 'name' | 'role'> | undefined {
  const number = (name: string): number | null => {
    const value = figures?.[name];
    return typeof value === 'number' ? value : null;
  };
  const ns = number(`${word}Ns`);
  return ns === null
    ? undefined
    : { arm: '', ns, low: number(`${word}LowNs`), high: number(`${word}HighNs`) };
}

function barsOf(finding: Finding): Bar[] {
  const arm = finding.arm ?? '';
  const measured = amountIn(finding, 'measured')?.ns ?? 0;
  const bar = (word: string, name: string, role: Bar['role']): Bar[] => {
    const amount = amountIn(finding, word);
    if (!amount) return [];
    const share = role === 'whole' ? '' : shareInWords(amount.ns, measured);
    return [{ ...amount, arm, name, role, label: formatSigned(amount.ns), share }];
  };
  const parts = Object.entries(terms)
    .flatMap(([word, name]) => bar(word, name, 'part'))
    .filter(({ ns }) => ns !== 0)
    .sort((one, other) => Math.abs(other.ns) - Math.abs(one.ns));
  return [...parts, ...bar('residual', 'not explained', 'residual'), ...bar('measured', 'measured', 'whole')];
}

/** What was found of a difference that is one. */
export function explainedOf({ decompositions }: Decisive): Finding[] {
  const size = (finding: Finding): number => Math.abs(amountIn(finding, 'measured')?.ns ?? 0);
  return decompositions
    .filter(({ figures }) => figures?.outcome === 'explained' || figures?.outcome === 'refused')
    .sort((one, other) => size(other) - size(one));
}

function titleOf(finding: Finding): string {
  const [arm, reference] = [nameInWords(finding.arm), nameInWords(finding.reference)];
  const measured = amountIn(finding, 'measured')?.ns ?? 0;
  const way = measured < 0 ? 'less' : 'more';
  const difference = `${formatDuration(Math.abs(measured))} that ${arm} takes ${way} than ${reference}`;
  if (finding.figures?.outcome === 'refused') return `The counts do not explain the ${difference}`;
  const [first] = barsOf(finding);
  return first ? `${first.name} makes ${formatSigned(first.ns)} of the ${difference}` : difference;
}

/** Undefined where no difference at this size was found, or none could be taken apart. */
export function differenceChart(run: ReportRun, decisive: Decisive): Chart | undefined {
  const findings = explainedOf(decisive);
  const [first] = findings;
  if (!first) return undefined;
  const panels: Panel[] = findings.slice(0, mostPanels).map((finding) => ({
    heading: `${nameInWords(finding.arm)} minus ${nameInWords(finding.reference)}`,
    bars: barsOf(finding),
  }));
  const title = titleOf(first);
  const words = {
    name: chartName('why', run.letter),
    title: `${title.slice(0, 1).toUpperCase()}${title.slice(1)}`,
    description: findings
      .map((finding) => finding.sentence)
      .join(' ')
      .slice(0, 1500),
  };
  const rest = findings.length > mostPanels ? ` ${mostPanels} of ${findings.length} arms are drawn.` : '';
  return {
    ...words,
    caption: `At ${formatBytes(decisive.cell.sizeBytes ?? 0)}: what the kernel counted for each arm, times what each thing costs on this machine, subtracted; whiskers are ${formatConfidence(run.header.settings.alpha)} intervals. Percentages are of the measured difference.${rest}`,
    draw: (view) => drawBars(panels, formatSigned, words, view),
    table: {
      columns: ['sizeBytes', 'arm', 'reference', 'part', 'differenceNs', 'lowNs', 'highNs'],
      rows: findings.flatMap((finding) =>
        barsOf(finding).map(({ name, ns, low, high }) => [
          finding.sizeBytes,
          finding.arm,
          finding.reference,
          name,
          ns,
          low,
          high,
        ]),
      ),
    },
  };
}
