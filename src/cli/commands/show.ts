/** `firsttouch show RUN.jsonl`: the findings of a recorded run, computed anew from its file. */
import { isSameGate } from '../../model/gate.ts';
import type { RunHeader } from '../../model/run.ts';
import { gateExitCode, requireGateChoice } from '../gate-exit.ts';
import { parseGates } from '../parse-gate.ts';
import { printRun, requireFormat } from '../print-run.ts';
import { loadRun } from '../run-session.ts';

export type ShowOptions = {
  readonly format: string;
  readonly gate?: readonly string[];
  readonly gateUnresolved: string;
};

/** The header with further gates: they share the error rate with the recorded ones. */
function withGates(header: RunHeader, texts: readonly string[]): RunHeader {
  if (texts.length === 0) return header;
  const recorded = header.settings.gates ?? [];
  const asked = parseGates(texts, header.plan, header.capabilities.pageSizeBytes);
  const further = asked.filter((gate) => !recorded.some((one) => isSameGate(one, gate)));
  return { ...header, settings: { ...header.settings, gates: [...recorded, ...further] } };
}

export function showCommand(path: string, options: ShowOptions): void {
  requireFormat(options.format);
  requireGateChoice(options.gateUnresolved);
  const { analysis, reading } = loadRun(path, (header) => withGates(header, options.gate ?? []));
  if (reading.truncated) {
    process.stderr.write('note: the last line of the file is cut off and is left out; --resume repairs it\n');
  }
  const findings = printRun(analysis, path, options.format);
  process.exitCode = gateExitCode(findings, options.gateUnresolved);
}
