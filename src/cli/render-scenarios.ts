/** Stages of scenarios as text: what each arm read, side by side, and which pages a touch loaded. */
import { figureInWords, figureName } from '../model/figures-in-words.ts';
import type { Finding } from '../model/finding.ts';
import { residencyStrip } from './residency-strip.ts';
import { hasUnicode, type stylist, table, wrap } from './terminal.ts';

type Paint = ReturnType<typeof stylist>;

const width = 80;
const longestArm = 16;

function short(name: string): string {
  return name.length > longestArm ? `${name.slice(0, longestArm - 1)}…` : name;
}

/** The figures that are shown in a table; lists have pictures of their own. */
function figureNames(findings: readonly Finding[]): string[] {
  const names = findings.flatMap(({ figures = {} }) =>
    Object.entries(figures).flatMap(([name, value]) => (Array.isArray(value) ? [] : [name])),
  );
  return [...new Set(names)];
}

function cell(finding: Finding, name: string): string {
  return figureInWords(name, finding.figures?.[name]);
}

/** Arms side by side as far as the line allows, then the next ones. */
function tables(findings: readonly Finding[], names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const first = Math.max(...names.map((name) => figureName(name).length));
  const widths = findings.map((finding) =>
    Math.max(short(finding.arm ?? '').length, ...names.map((name) => cell(finding, name).length)),
  );
  const groups: Finding[][] = [];
  let used = width;
  for (const [index, finding] of findings.entries()) {
    const more = (widths[index] ?? 0) + 2;
    if (used + more > width) {
      groups.push([]);
      used = 4 + first;
    }
    groups.at(-1)?.push(finding);
    used += more;
  }
  return groups.map((group) => {
    const shown = names.filter((name) => group.some((finding) => finding.figures?.[name] !== undefined));
    const head = ['', ...group.map((finding) => short(finding.arm ?? ''))];
    return table(
      [head, ...shown.map((name) => [figureName(name), ...group.map((finding) => cell(finding, name))])],
      '    ',
    );
  });
}

/** What all arms agree on is said once. */
function constants(findings: readonly Finding[], names: readonly string[]): string[] {
  if (findings.length < 2 || names.length === 0) return [];
  const said = names.map((name) => `${figureName(name)} ${cell(findings[0] as Finding, name)}`);
  return [wrap(`the same in every arm: ${said.join(', ')}`, '    ')];
}

function isConstant(findings: readonly Finding[], name: string): boolean {
  const [first, ...others] = findings.map((finding) => cell(finding, name));
  return findings.length > 1 && others.every((text) => text === first);
}

function strips(findings: readonly Finding[], paint: Paint): string[] {
  const unicode = hasUnicode(process.env);
  return findings.flatMap(({ arm, figures }) => {
    const runs = figures?.residentRuns;
    if (!Array.isArray(runs)) return [];
    return [`    ${arm ?? ''}`, `      ${paint('cyan', residencyStrip(runs, unicode))}`];
  });
}

function stage(question: string, findings: readonly Finding[], paint: Paint): string[] {
  const whole = findings.filter(({ n }) => n > 0);
  const others = findings.filter(({ n, sentence }) => n === 0 || sentence.includes('Not to be had'));
  const names = figureNames(whole);
  const same = names.filter((name) => isConstant(whole, name));
  const differing = names.filter((name) => !same.includes(name));
  return [
    '',
    wrap(question, '  '),
    ...tables(whole, differing),
    ...constants(whole, same),
    ...strips(whole, paint),
    ...others.map(({ sentence }) => wrap(sentence, '      ', '    ')),
  ];
}

/** `questions` by stage name. */
export function renderScenarios(
  findings: readonly Finding[],
  questions: ReadonlyMap<string, string>,
  paint: Paint,
): string[] {
  const stages = [...new Set(findings.map((finding) => finding.stage))];
  if (stages.length === 0) return [];
  return [
    '',
    paint('bold', 'Observed (medians of fresh processes)'),
    ...stages.flatMap((name) =>
      stage(
        `${name}: ${questions.get(name) ?? ''}`,
        findings.filter((finding) => finding.stage === name),
        paint,
      ),
    ),
  ];
}
