/** Advice for many cells: each piece once, with the cells that it holds for, then how to get the ways that it names. */
import type { Finding } from '../model/finding.ts';
import { formatBytes, formatRatio } from '../model/units.ts';
import { shortPattern } from './render-matrix.ts';
import { type stylist, wrap } from './terminal.ts';

/** `2 MiB (all, page)`: a size with the patterns that it was touched by. */
function places(findings: readonly Finding[]): string {
  const sizes = [...new Set(findings.map((finding) => finding.sizeBytes ?? 0))];
  return sizes
    .map((size) => {
      const here = findings.filter((finding) => finding.sizeBytes === size);
      const patterns = here.map((finding) => shortPattern(String(finding.figures?.pattern ?? '')));
      return `${formatBytes(size)} (${patterns.join(', ')})`;
    })
    .join('; ');
}

/** `1.012`, or `1.012 to 1.031`; empty for none. */
function span(values: readonly unknown[]): string {
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length === 0) return '';
  return [...new Set([Math.min(...numbers), Math.max(...numbers)].map(formatRatio))].join(' to ');
}

/** What the group's ways take of the fastest one's time, in the figures of its cells. */
function takes(findings: readonly Finding[]): string {
  const simpler = span(findings.map((finding) => finding.ratio));
  if (simpler !== '') return `; ${simpler} times as long`;
  const plainest = [...new Set(findings.map((finding) => finding.figures?.plainest ?? ''))].filter(Boolean);
  if (plainest.length === 0) return '';
  const plain = span(findings.map((finding) => finding.figures?.plainestRatio));
  return `; ${plainest.join(' or ')}, the simplest, takes ${plain} times as long`;
}

function renderGroups(findings: readonly Finding[]): string[] {
  const groups = new Map<string, Finding[]>();
  const bySize = findings.toSorted((a, b) => (a.sizeBytes ?? 0) - (b.sizeBytes ?? 0));
  for (const finding of bySize) {
    const advice = String(finding.figures?.advice ?? finding.sentence);
    groups.set(advice, [...(groups.get(advice) ?? []), finding]);
  }
  return [...groups].map(([advice, group]) =>
    wrap(`${places(group)}: ${advice}${takes(group)}.`, '    ', '  - '),
  );
}

/** One way with its recipe; what is not known is left out. */
function renderWay(name: string, figures: NonNullable<Finding['figures']>, prefix: string): string[] {
  const of = (part: string): string | undefined => {
    const value = figures[`${prefix}${part}`];
    return typeof value === 'string' ? value : undefined;
  };
  const [portability, inC, unchanged] = [of('Portability'), of('InC'), of('Unchanged')];
  if (!portability || !inC || !unchanged) return [wrap(`${name}: no recipe is known.`, '      ', '    ')];
  const discarded = of('Discarded');
  return [
    wrap(`${name}: ${portability}${discarded ? `; ${discarded}` : ''}.`, '      ', '    '),
    wrap(`in C: ${inC}`, '        ', '      '),
    wrap(`in a program as it is: ${unchanged}.`, '        ', '      '),
  ];
}

function renderWays(findings: readonly Finding[]): string[] {
  const ways = new Map<string, string[]>();
  for (const { arm, reference, figures } of findings) {
    if (!figures || !arm || !reference) continue;
    ways.set(reference, ways.get(reference) ?? renderWay(reference, figures, 'fastest'));
    ways.set(arm, ways.get(arm) ?? renderWay(arm, figures, 'simplest'));
  }
  if (ways.size === 0) return [];
  const measure =
    "A recipe can be measured before it is trusted: run malloc-vs-mmap --arm malloc --arm 'malloc;NAME=VALUE'.";
  return ['  How to get them', ...[...ways.values()].flat(), wrap(measure, '    ')];
}

/** Nothing where the run gives no advice. */
export function renderAdvice(findings: readonly Finding[], paint: ReturnType<typeof stylist>): string[] {
  if (findings.length === 0) return [];
  return ['', paint('bold', 'Advice'), ...renderGroups(findings), ...renderWays(findings)];
}
