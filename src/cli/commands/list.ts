/** `firsttouch list`: experiments, strategies, patterns, allocators, counters; what this machine cannot do, and why. */
import { claims } from '../../claims/index.ts';
import { experiments } from '../../experiments/index.ts';
import { allocatorNames, allocatorPackages, findAllocators } from '../../machine/index.ts';
import type { ProbeDescription } from '../../model/probe.ts';
import { buildProbe, describeProbe } from '../../probe/index.ts';
import { requireFormat } from '../print-run.ts';
import { stylist, wrap } from '../terminal.ts';

const column = 23;

function entry(name: string, text: string): string {
  return wrap(text, ' '.repeat(column), `  ${name.padEnd(column - 2)}`);
}

function cannot(summary: string, why: string | null): string {
  return why === null ? summary : `${summary}. NOT HERE: ${why}`;
}

function renderList(probe: ProbeDescription): string {
  const paint = stylist(process.stdout);
  const allocators = findAllocators();
  const allocatorEntry = (name: string): string => {
    const found = allocators.find((one) => one.name === name);
    return entry(
      name,
      found ? found.path : `NOT HERE: not in the usual places (Debian package ${allocatorPackages[name]})`,
    );
  };
  return [
    paint('bold', 'Experiments (firsttouch run NAME)'),
    ...experiments.map((one) => entry(one.name, `${one.question} ${one.summary}`)),
    '',
    paint('bold', 'Claims (firsttouch claims, firsttouch explain ID)'),
    ...claims.map((one) => entry(one.id, one.title)),
    '',
    paint('bold', 'Strategies (--arm NAME)'),
    ...probe.strategies
      .filter((one) => !one.calibrates)
      .map((one) => entry(one.name, cannot(one.summary, one.unsupported))),
    '',
    paint('bold', 'Touch patterns (--arm STRATEGY/PATTERN)'),
    ...probe.patterns.map((one) => entry(one.name, one.summary)),
    '',
    paint('bold', 'Allocators (--arm malloc@NAME, or --preload LIB)'),
    ...allocatorNames.map(allocatorEntry),
    '',
    paint('bold', 'Counters'),
    entry(
      'getrusage',
      'minor and major faults, context switches, user and system time: in every phase of every trial',
    ),
    ...probe.perfCounters.map((one) =>
      entry(one.name, cannot(`perf_event_open${one.userOnly ? ', user mode only' : ''}`, one.unsupported)),
    ),
    '',
  ].join('\n');
}

export function listCommand(options: { readonly format: string }): void {
  requireFormat(options.format);
  const probe = describeProbe(buildProbe());
  if (options.format === 'text') {
    process.stdout.write(renderList(probe));
    return;
  }
  const { strategies, patterns, perfCounters } = probe;
  const list = {
    experiments: experiments.map(({ name, question, summary, budgetSeconds }) => ({
      name,
      question,
      summary,
      budgetSeconds,
    })),
    claims: claims.map(({ id, title, statement, source, needs }) => ({
      id,
      title,
      statement,
      source,
      needs,
    })),
    strategies,
    patterns,
    allocators: findAllocators(),
    perfCounters,
  };
  process.stdout.write(`${JSON.stringify(list, null, 2)}\n`);
}
