/** `firsttouch machine`: everything that a run records about the machine, and what the probe can read here. */
import { type MemoryBudget, readMachine, readMachineState, readMemoryBudget } from '../../machine/index.ts';
import { type Fact, type FactGroup, fact, known } from '../../model/facts/fact.ts';
import { machineGroups } from '../../model/facts/machine-facts.ts';
import { probeFacts } from '../../model/facts/probe-facts.ts';
import { stateGroups } from '../../model/facts/state-facts.ts';
import { formatBytes } from '../../model/units.ts';
import { buildProbe, describeProbe } from '../../probe/index.ts';
import { requireFormat } from '../print-run.ts';
import { stylist, wrap } from '../terminal.ts';

function budgetFacts(budget: MemoryBudget): Fact[] {
  return [
    known('at the most', formatBytes(budget.budgetBytes)),
    known('why', budget.sentence),
    fact('available', budget.availableBytes, formatBytes),
    fact('left by the memory cgroup', budget.cgroupRemainingBytes, formatBytes),
  ];
}

function printGroup({ title, facts }: FactGroup): string {
  const lines = facts.map((own) =>
    wrap(`${own.name}: ${own.missing ? 'unavailable: ' : ''}${own.text}`, '        ', '    '),
  );
  return [`  ${title}`, ...lines].join('\n');
}

function print(title: string, groups: readonly FactGroup[]): string {
  return [stylist(process.stdout)('bold', title), ...groups.map(printGroup), ''].join('\n');
}

export function machineCommand(options: { readonly format: string }): void {
  requireFormat(options.format);
  const built = buildProbe();
  const {
    clock,
    pageSizeBytes,
    hugePageSizeBytes,
    hugetlbPageSizeBytes,
    addressSpaceRandomised,
    perfCounters,
  } = describeProbe(built);
  const can = {
    clock,
    pageSizeBytes,
    hugePageSizeBytes,
    hugetlbPageSizeBytes,
    addressSpaceRandomised,
    perfCounters,
  };
  const document = {
    machine: readMachine('/', new Date()),
    state: readMachineState(),
    memoryBudget: readMemoryBudget(),
    probe: { ...built.identity, ...can },
  };
  if (options.format === 'json') {
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    return;
  }
  process.stdout.write(print('Machine', machineGroups(document.machine)));
  process.stdout.write(print('State now', stateGroups(document.state)));
  process.stdout.write(
    print('Probe and memory', [
      { title: 'Memory that a trial may ask for', facts: budgetFacts(document.memoryBudget) },
      { title: 'Probe', facts: probeFacts(built.identity, can) },
    ]),
  );
}
