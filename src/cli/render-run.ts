/** A run's findings as text: the answer first, then the evidence, then what qualifies it. */
import { type Analysis, decideClaims } from '../analysis/index.ts';
import type { Finding, Verdict } from '../model/finding.ts';
import { hasErrorRate } from '../model/gate.ts';
import { measuredValue } from '../model/reading.ts';
import { formatBytes } from '../model/units.ts';
import { version } from '../model/version.ts';
import { renderAdvice } from './render-advice.ts';
import { renderClaims } from './render-claims.ts';
import { commandStage, renderCommandList, renderCommandTables } from './render-commands.ts';
import { renderEstimates } from './render-estimates.ts';
import { renderControls, renderMatrix } from './render-matrix.ts';
import { renderRepetitions } from './render-repetitions.ts';
import { renderScenarios } from './render-scenarios.ts';
import { chooseWhy } from './render-why.ts';
import { type Style, stylist, wrap } from './terminal.ts';

type Paint = ReturnType<typeof stylist>;

const verdictStyles: Record<Verdict, Style> = {
  different: 'yellow',
  equivalent: 'green',
  unresolved: 'dim',
  void: 'red',
};

const outcomeStyles: Record<string, Style> = { held: 'green', violated: 'red', unresolved: 'yellow' };

function bullet(finding: Finding, paint: Paint): string {
  const text = wrap(finding.sentence, '    ', '  - ');
  const outcome = String(finding.figures?.outcome ?? '');
  if (finding.kind === 'gate') return text.replace(outcome, paint(outcomeStyles[outcome] ?? 'dim', outcome));
  const { verdict } = finding;
  return verdict ? text.replace(`: ${verdict}`, `: ${paint(verdictStyles[verdict], verdict)}`) : text;
}

function section(title: string, findings: readonly Finding[], paint: Paint): string[] {
  if (findings.length === 0) return [];
  return ['', paint('bold', title), ...findings.map((finding) => bullet(finding, paint))];
}

function heading(analysis: Analysis, _paint: Paint): string[] {
  const { plan, machine, settings } = analysis.header;
  const cpu = measuredValue(machine.processor.modelName) ?? 'unknown CPU';
  const kernel = measuredValue(machine.kernel.release) ?? 'unknown kernel';
  const thp = measuredValue(machine.settings.transparentHugePages.enabled) ?? 'not there';
  const memory = measuredValue(machine.memory.totalBytes);
  const guest = measuredValue(machine.processor.hypervisor) ? ', a virtual machine' : '';
  const pinned = settings.cpu >= 0 ? `pinned to CPU ${settings.cpu}` : 'not pinned';
  const commands = commandStage(analysis);
  return [
    wrap(`firsttouch ${version} - ${plan.name}: ${plan.question}`, '  ', ''),
    wrap(
      `${cpu}${guest}; Linux ${kernel}; ${memory ? formatBytes(memory) : 'unknown memory'}; huge pages ${thp}; ${pinned}; seed ${settings.seed}`,
      '  ',
    ),
    ...(commands ? renderCommandList(commands) : []),
  ];
}

function footing(analysis: Analysis, path: string): string[] {
  const { end, trials, refusedTrials, header } = analysis;
  const seconds = end ? `${(end.atMs / 1000).toFixed(1)} s, ` : '';
  const why = end
    ? end.sentence
    : 'the run was killed before its end: these are the verdicts that stood then';
  const gates = analysis.gatePlaces.some(hasErrorRate) ? ', and so, counted apart, are its gates' : '';
  const qualified = commandStage(analysis)
    ? 'half of that is for wall time, half for CPU time and faults'
    : 'trends with size are approximate';
  const rate = `The verdicts of a run are together wrong in at most ${header.settings.alpha * 100} % of runs, as far as blocks are independent of each other${gates}; ${qualified}.`;
  return [
    '',
    wrap(`${trials} trials (${refusedTrials} refused), ${seconds}${why}. ${rate} Run file: ${path}`, ''),
  ];
}

/** More comparisons than this are shown as a matrix: nobody reads three hundred sentences. */
const mostSentences = 24;

/** What is compared first of all, then the figures. */
function renderCommands(findings: readonly Finding[], paint: Paint): string[] {
  const wall = findings.filter((finding) => finding.kind === 'comparison' && finding.phase === 'wall');
  const output = findings.filter((finding) => finding.kind === 'output');
  return [...section('Compared', [...wall, ...output], paint), ...renderCommandTables(findings, paint)];
}

function renderComparisons(
  comparisons: readonly Finding[],
  estimates: readonly Finding[],
  paint: Paint,
): string[] {
  // Of scenarios: they have no size, and nothing that a matrix could be made of.
  const ofScenarios = comparisons.some((finding) => finding.sizeBytes === null);
  if (comparisons.length > mostSentences && !ofScenarios) return renderMatrix(comparisons, estimates, paint);
  return [...renderEstimates(estimates, paint), ...section('Compared', comparisons, paint)];
}

function renderTrust(findings: readonly Finding[], paint: Paint): string[] {
  const controls = findings.filter((finding) => finding.kind === 'control');
  if (controls.length * 2 <= mostSentences) return section('Can this be trusted?', findings, paint);
  const others = findings.filter((finding) => finding.kind !== 'control' && finding.kind !== 'position');
  const [title = '', ...sentences] = section('Can this be trusted?', others, paint).slice(1);
  return ['', title || paint('bold', 'Can this be trusted?'), renderControls(controls), ...sentences];
}

function renderWhy(findings: readonly Finding[], paint: Paint): string[] {
  const { shown, remark } = chooseWhy(findings, mostSentences);
  return [...section('Why', shown, paint), ...(remark ? [wrap(remark, '    ', '  ')] : [])];
}

function questionsOf(analysis: Analysis): ReadonlyMap<string, string> {
  return new Map(analysis.header.plan.stages.map((stage) => [stage.name, stage.question]));
}

/** What the run says about claims, where it has all the evidence that they need. */
function renderDecided(analysis: Analysis, paint: Paint): string[] {
  const decided = decideClaims(analysis);
  if (decided.length === 0) return [];
  return ['', paint('bold', 'What people say, by this run'), ...renderClaims(decided, paint)];
}

/** The text of `run` and `show`. `path` is the run file, named at the end. */
export function renderRun(
  analysis: Analysis,
  findings: readonly Finding[],
  path: string,
  stream: NodeJS.WriteStream,
): string {
  const paint = stylist(stream);
  const of = (...kinds: Finding['kind'][]): Finding[] =>
    findings.filter((finding) => kinds.includes(finding.kind));
  const lines = [
    ...heading(analysis, paint),
    ...section('Gates', of('gate'), paint),
    ...section('The answer', of('conclusion'), paint),
    ...renderRepetitions(of('repetition'), paint),
    ...(commandStage(analysis)
      ? renderCommands(findings, paint)
      : renderComparisons(of('comparison'), of('estimate'), paint)),
    ...renderScenarios(of('observation'), questionsOf(analysis), paint),
    ...renderDecided(analysis, paint),
    ...renderWhy(of('calibration', 'decomposition'), paint),
    ...section('By design', of('designs'), paint),
    ...section('Fastest', of('limit', 'ranking'), paint),
    ...section('Variation', of('dispersion', 'dispersion-trend', 'scaling'), paint),
    ...renderAdvice(of('advice'), paint),
    ...renderTrust(
      of('control', 'cold-memory', 'position', 'left-running', 'exit-code', 'refused', 'machine'),
      paint,
    ),
    ...footing(analysis, path),
  ];
  return `${lines.join('\n')}\n`;
}
