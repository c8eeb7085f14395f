import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { Report, ReportRun } from '../../src/model/report.ts';
import { observedStages } from '../../src/report/parts/observations.ts';
import { cellText, isConstant } from '../../src/report/sections/observed/figure-table.tsx';
import { stageGroups } from '../../src/report/sections/observed/stage-groups.ts';
import { observed } from '../../src/report/sections/observed.tsx';
import { recordedReport, sectionMarkup } from './recorded-report.tsx';

function onlyStages(report: Report, names: readonly string[]): Report {
  const runs = report.runs.map((run): ReportRun => {
    const stages = run.header.plan.stages.filter(({ name }) => names.includes(name));
    return { ...run, header: { ...run.header, plan: { ...run.header.plan, stages } } };
  });
  return { ...report, runs };
}

describe('what was observed', async () => {
  const report = await recordedReport('sharing.jsonl');
  const some = observedStages(report.runs[0] as ReportRun)[0]?.observations[0] as Finding;
  const reading = (figures: NonNullable<Finding['figures']>): Finding => ({ ...some, figures });

  test('is shown as it was', async () => {
    const few = onlyStages(report, ['resident', 'latency']);
    await expect(sectionMarkup(observed, few)).toMatchFileSnapshot('../golden/report/observed.html');
  });

  test('is folded where there are many stages, and by experiment in a run of claims', async () => {
    expect(sectionMarkup(observed, report).match(/<details>/g)).toHaveLength(10);
    expect(sectionMarkup(observed, onlyStages(report, ['resident']))).not.toContain('<details>');
    const claims = await recordedReport('claims.jsonl');
    const groups = stageGroups(observedStages(claims.runs[0] as ReportRun));
    expect(groups.map(({ name, stages }) => [name, ...stages.map((one) => one.name)])).toContainEqual([
      'untouched-memory',
      'zeroing-fresh',
      'zeroing-recycled',
    ]);
  });

  test('says what arms agree on once, and never of one arm', () => {
    const [one, other] = [reading({ pages: 3, touchNs: 10 }), reading({ pages: 3, touchNs: 11 })];
    expect(isConstant([one, other], 'pages')).toBe(true);
    expect(isConstant([one, other], 'touchNs')).toBe(false);
    expect(isConstant([one], 'pages')).toBe(false);
    expect(isConstant([one, reading({})], 'pages')).toBe(false);
  });

  test('writes short lists out, counts long ones, and says where there is nothing', () => {
    expect(cellText(reading({ rssBytes: [4096, 8192] }), 'rssBytes')).toBe('4 KiB, 8 KiB');
    expect(cellText(reading({ times: Array.from({ length: 9 }, () => 1) }), 'times')).toBe('9 values');
    expect(cellText(reading({ fileSystem: '<b>' }), 'fileSystem')).toBe('<b>');
    expect(cellText(reading({}), 'pages')).toBe('-');
  });

  test('names arms that read nothing, with the reason', () => {
    const [run] = report.runs as [ReportRun];
    const findings = run.findings.map((finding) =>
      finding.stage === 'resident' && finding.kind === 'observation'
        ? { ...finding, n: 0, figures: {}, sentence: `${finding.arm} is unavailable here: <no>` }
        : finding,
    );
    const refused = onlyStages({ ...report, runs: [{ ...run, findings }] }, ['resident']);
    const markup = sectionMarkup(observed, refused);
    expect(markup).toContain('1-processes is unavailable here: &lt;no>');
    expect(markup).not.toContain('<table');
  });

  test('is hidden where no scenario ran', async () => {
    expect(observed.appliesTo(await recordedReport('post.jsonl'))).toBe(false);
  });
});
