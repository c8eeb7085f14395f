/** `firsttouch machine`: everything that a run records about the machine, and what the probe can read here. */
import { readMachine, readMachineState, readMemoryBudget } from '../../machine/index.ts';
import { buildProbe, describeProbe } from '../../probe/index.ts';
import { requireFormat } from '../print-run.ts';
import { stylist, wrap } from '../terminal.ts';

type Entry = { readonly name: string; readonly text: string };

function isReading(value: object): value is { state: string; value?: unknown; reason?: string } {
  return 'state' in value && ('value' in value || 'reason' in value);
}

/** Plain data to lines of `path: value`; a reading that is unavailable shows its reason. */
function flatten(value: unknown, path: string): Entry[] {
  if (typeof value !== 'object' || value === null) return [{ name: path, text: String(value) }];
  if (isReading(value)) {
    return value.state === 'measured'
      ? flatten(value.value, path)
      : [{ name: path, text: `unavailable: ${value.reason}` }];
  }
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) {
    return [{ name: path, text: value.length > 0 ? value.join(', ') : 'none' }];
  }
  return Object.entries(value).flatMap(([key, member]) => flatten(member, path ? `${path}.${key}` : key));
}

function render(title: string, value: unknown): string {
  const paint = stylist(process.stdout);
  const lines = flatten(value, '').map(({ name, text }) => wrap(`${name}: ${text}`, '      ', '  '));
  return [paint('bold', title), ...lines, ''].join('\n');
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
  const document = {
    machine: readMachine('/', new Date()),
    state: readMachineState(),
    memoryBudget: readMemoryBudget(),
    probe: {
      ...built.identity,
      clock,
      pageSizeBytes,
      hugePageSizeBytes,
      hugetlbPageSizeBytes,
      addressSpaceRandomised,
      perfCounters,
    },
  };
  if (options.format === 'json') {
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    return;
  }
  process.stdout.write(render('Machine', document.machine));
  process.stdout.write(render('State now', document.state));
  process.stdout.write(render('Memory a trial may ask for', document.memoryBudget));
  process.stdout.write(render('Probe', document.probe));
}
