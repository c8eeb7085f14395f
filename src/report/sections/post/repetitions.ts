/** The rows of the picture: the post's own runs, the program repeated, and the two arms when nothing else differs. */
import type { Finding } from '../../../model/finding.ts';
import type { ReportRun } from '../../../model/report.ts';
import { formatInterval, formatNumber, formatPercent } from '../../../model/units.ts';
import { postMallocSeconds, postMedianSeconds, postMmapSeconds, postVariation } from './post-results.ts';

/** One half of the program, or one arm. */
export type Half = {
  readonly arm: string;
  /** One for each run; none where only the median is drawn. */
  readonly seconds: readonly number[];
  readonly medianSeconds: number | null;
  readonly lowSeconds: number | null;
  readonly highSeconds: number | null;
  /** Coefficient of variation; null where there is none. */
  readonly variation: number | null;
};

export type Repetition = {
  readonly name: string;
  readonly from: 'post' | 'repeated' | 'controlled';
  /** In the order in which they ran; where they ran in blocks, the reference first. */
  readonly halves: readonly Half[];
  /** What one would conclude from it. */
  readonly conclusion: string;
};

const controlledStage = 'controlled';

type Numbers = Pick<Half, 'medianSeconds' | 'variation'>;

function half(arm: string, seconds: readonly number[], numbers: Numbers): Half {
  return { arm, seconds, lowSeconds: null, highSeconds: null, ...numbers };
}

/** As the program's author concludes: from the medians, and from how much the runs vary. */
function authorsConclusion([first, second]: readonly [Half, Half]): string {
  const ratio = (first.medianSeconds ?? 0) / (second.medianSeconds ?? 0);
  if (!(ratio > 0)) return '';
  const [slower, faster] = ratio >= 1 ? [first, second] : [second, first];
  const by = formatPercent(Math.max(ratio, 1 / ratio) - 1);
  const said = `${slower.arm} is slower than ${faster.arm}, by ${by}`;
  if (first.variation === null || second.variation === null) return said;
  const varies = first.variation >= second.variation ? first : second;
  return varies === slower ? `${said}, and varies more` : `${said}; ${varies.arm} varies more`;
}

function ofThePost(mallocName: string, mmapName: string): Repetition {
  const halves = [
    half(mallocName, postMallocSeconds, {
      medianSeconds: postMedianSeconds.malloc,
      variation: postVariation.malloc,
    }),
    half(mmapName, postMmapSeconds, { medianSeconds: postMedianSeconds.mmap, variation: postVariation.mmap }),
  ] as const;
  return {
    name: 'the post, on its machine',
    from: 'post',
    halves,
    conclusion: authorsConclusion(halves),
  };
}

function numbers(figures: NonNullable<Finding['figures']>, name: string): readonly number[] {
  const value = figures[name];
  return Array.isArray(value) ? value : [];
}

function number(figures: NonNullable<Finding['figures']>, name: string): number | null {
  const value = figures[name];
  return typeof value === 'number' ? value : null;
}

function repeated(run: ReportRun, finding: Finding): Repetition {
  const { figures = {} } = finding;
  const of = (which: 'first' | 'second', arm: string | null): Half =>
    half(arm ?? which, numbers(figures, `${which}Seconds`), {
      medianSeconds: number(figures, `${which}MedianSeconds`),
      variation: number(figures, `${which}Variation`),
    });
  const halves = [of('first', finding.arm), of('second', finding.reference)] as const;
  const question = run.header.plan.stages.find(({ name }) => name === finding.stage)?.question;
  return {
    name: question ?? finding.stage,
    from: 'repeated',
    halves,
    conclusion: authorsConclusion(halves),
  };
}

function controlled(run: ReportRun): Repetition[] {
  return run.cells
    .filter(({ stage, kind }) => stage === controlledStage && kind === 'memory')
    .map((cell) => {
      const arms = cell.arms.filter(({ isControl }) => !isControl);
      const findings = run.findings.filter(
        ({ kind, stage, sizeBytes }) =>
          kind === 'comparison' && stage === cell.stage && sizeBytes === cell.sizeBytes,
      );
      const verdicts = findings.map(({ arm, reference, ratio, interval, verdict }) =>
        ratio === null
          ? `${arm}: ${verdict}`
          : `${verdict}: ${arm} took ${formatInterval(ratio, interval?.low ?? 0, interval?.high ?? Number.POSITIVE_INFINITY)} of ${reference}`,
      );
      return {
        name: `controlled: fresh processes in ${formatNumber(cell.blocks, 'block')}, one fill byte`,
        from: 'controlled' as const,
        halves: arms.map(({ name, medianNs, lowNs, highNs }) => ({
          arm: name,
          seconds: [],
          medianSeconds: medianNs === null ? null : medianNs / 1e9,
          lowSeconds: lowNs === null ? null : lowNs / 1e9,
          highSeconds: highNs === null ? null : highNs / 1e9,
          variation: null,
        })),
        conclusion: verdicts.join('; '),
      };
    });
}

/** The post first, then the repetitions in their order, then the controlled answer; empty where nothing was repeated. */
export function repetitionsOf(run: ReportRun): Repetition[] {
  const findings = run.findings.filter(({ kind }) => kind === 'repetition');
  const [first] = findings;
  if (!first) return [];
  return [
    ofThePost('malloc', 'mmap-private'),
    ...findings.map((finding) => repeated(run, finding)),
    ...controlled(run),
  ];
}
