/** What gates mean for the exit code: 1 when one is violated, and for unresolved ones as `--gate-unresolved` says. */
import type { Finding } from '../model/finding.ts';
import { Problem } from '../model/problem.ts';
import { suggest } from './suggest.ts';
import { wrap } from './terminal.ts';

const choices = ['pass', 'fail'];

/** Throws a Problem (exit code 2) for a choice that does not exist. */
export function requireGateChoice(text: string): void {
  if (choices.includes(text)) return;
  throw new Problem(
    'bad-gate-choice',
    `--gate-unresolved '${text}' is neither pass nor fail.${suggest(text, choices)}`,
    'write --gate-unresolved pass or --gate-unresolved fail',
  );
}

function countOutcome(findings: readonly Finding[], outcome: string): number {
  return findings.filter((finding) => finding.kind === 'gate' && finding.figures?.outcome === outcome).length;
}

/** 0 or 1. An unresolved gate is never passed over in silence. */
export function gateExitCode(findings: readonly Finding[], ifUnresolved: string): 0 | 1 {
  const unresolved = countOutcome(findings, 'unresolved');
  const fails = ifUnresolved === 'fail';
  if (unresolved > 0) {
    const all = findings.filter((finding) => finding.kind === 'gate').length;
    const rule = fails
      ? 'and --gate-unresolved fail counts that as not met'
      : 'and that passes; --gate-unresolved fail would not let it';
    const are = unresolved === 1 ? 'is' : 'are';
    process.stderr.write(
      `${wrap(`note: ${unresolved} of ${all} gates ${are} unresolved, ${rule}`, '  ', '')}\n`,
    );
  }
  return countOutcome(findings, 'violated') > 0 || (fails && unresolved > 0) ? 1 : 0;
}
