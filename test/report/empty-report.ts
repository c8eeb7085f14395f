/** A report of nothing: what sections hide themselves from. */
import type { Report } from '../../src/model/report.ts';

export const emptyReport: Report = {
  version: '0.1.0',
  writtenAt: '2026-11-23T12:00:00.000Z',
  command: ['firsttouch', 'report'],
  runs: [],
  pairs: [],
  layouts: [],
  traces: [],
  arms: [],
};
