/** What a section of the page is. Each is one file in sections/. */
import type { FunctionComponent } from 'preact';
import type { Report } from '../model/report.ts';
import type { Chart } from './charts/chart.ts';

export type Section = {
  /** Its anchor. */
  readonly id: string;
  readonly title: string;
  /** Whether the report has the evidence that the section shows. */
  readonly appliesTo: (report: Report) => boolean;
  /** Every chart of the section, in order: the page draws them, and `report --svg` writes them as files. */
  readonly charts: (report: Report) => readonly Chart[];
  readonly Body: FunctionComponent<{ readonly report: Report }>;
};
