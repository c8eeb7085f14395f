/** A run's commands with all their executions, for export; the control arm is left out. */
import type { CommandResult } from '../model/command-result.ts';
import type { Analysis } from './analysis.ts';
import { peaksOf } from './findings/command-peaks.ts';

/** One result for each command that was measured; none where the run has no stage of commands. */
export function commandResults(analysis: Analysis): CommandResult[] {
  const arms = analysis.commands.flatMap((here) => here?.series.slice(0, -1) ?? []);
  const measured = arms.filter(({ exitCodes }) => exitCodes.length > 0);
  return measured.map((series) => {
    const { arm, columns, exitCodes } = series;
    const peaks = peaksOf(series);
    return {
      name: arm.name,
      wallNs: [...columns.wallNs.present()],
      userNs: [...columns.userNs.present()],
      systemNs: [...columns.systemNs.present()],
      exitCodes: exitCodes.map((code) => (code < 0 ? null : code)),
      peakBytes: 'reason' in peaks ? [] : peaks.bytes,
      parameters: arm.parameters,
    };
  });
}
