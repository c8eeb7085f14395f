/** The comparisons of the reference with its identical copy: what the rest of a run is believed by. */
import type { Finding } from '../../../model/finding.ts';
import type { ReportRun } from '../../../model/report.ts';
import { formatBytes } from '../../../model/units.ts';

export type ControlPlace = {
  readonly finding: Finding;
  /** Where: as short as it is unique within the run. */
  readonly label: string;
  readonly isVoid: boolean;
  /** The smallest difference that can be told there, as a fraction; null where none can. */
  readonly resolution: number | null;
};

const designWords = { 'in-process': 'in turns', interleaved: 'by chunks', fresh: '' } as const;

function labelOf({ stage, sizeBytes, design }: Finding, namesStage: boolean): string {
  const how = design === null ? '' : designWords[design];
  const size = sizeBytes === null ? '' : formatBytes(sizeBytes);
  // The size first: a stage may be cut where there is no room, and is known from its neighbours.
  const parts = [size, namesStage || sizeBytes === null ? stage : '', how].filter((part) => part !== '');
  return parts.join(', ');
}

export function controlPlaces({ findings }: ReportRun): ControlPlace[] {
  const controls = findings.filter(({ kind, ratio }) => kind === 'control' && ratio !== null);
  const namesStage = new Set(controls.map(({ stage }) => stage)).size > 1;
  return controls.map((finding) => {
    const resolution = finding.figures?.resolution;
    const isVoid = finding.verdict === 'void';
    return {
      finding,
      label: labelOf(finding, namesStage),
      isVoid,
      resolution: typeof resolution === 'number' && !isVoid ? resolution : null,
    };
  });
}
