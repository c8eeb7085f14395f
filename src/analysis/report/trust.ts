/** What speaks for a run or against it, as figures: refusals by kind, events, and what others took of the machine. */
import type { MachineState } from '../../model/machine.ts';
import { measuredValue, type Reading } from '../../model/reading.ts';
import type { ReportTrust } from '../../model/report.ts';
import type { Analysis } from '../analysis.ts';

/** NaN where one of the two is missing. A file from elsewhere may lack whole groups. */
function grown(
  before: Partial<MachineState>,
  after: Partial<MachineState>,
  of: (state: Partial<MachineState>) => Reading<number> | undefined,
): number {
  const [from, to] = [of(before), of(after)].map((reading) => reading && measuredValue(reading));
  return (to ?? Number.NaN) - (from ?? Number.NaN);
}

function share(part: number, whole: number): number | null {
  return whole > 0 && part >= 0 ? Math.min(1, part / whole) : null;
}

/** A run that went on later was not there in between, and says nothing of itself alone. */
function takenByOthers({ header, end, events }: Analysis): Pick<ReportTrust, 'stealShare' | 'waitedShare'> {
  if (!end || events.some(({ what }) => what === 'resumed')) return { stealShare: null, waitedShare: null };
  const since = (of: (state: Partial<MachineState>) => Reading<number> | undefined): number =>
    grown(header.before, end.after, of);
  return {
    stealShare: share(
      since(({ cpuTime }) => cpuTime?.stealJiffies),
      since(({ cpuTime }) => cpuTime?.totalJiffies),
    ),
    waitedShare: share(
      since(({ pressure }) => pressure?.cpu.someTotalUs),
      end.atMs * 1000,
    ),
  };
}

export function reportTrust(analysis: Analysis): ReportTrust {
  const { stages } = analysis.header.plan;
  return {
    refusals: [...analysis.refused.values()].map(({ stage, cell, arm, kind, count, example }) => ({
      stage: stages[stage]?.name ?? '',
      arm,
      sizeBytes: analysis.cells[stage]?.[cell]?.cell.sizeBytes ?? null,
      kind,
      n: count,
      example,
    })),
    events: analysis.events,
    ...takenByOthers(analysis),
  };
}
