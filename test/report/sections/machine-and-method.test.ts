/** Machine and method: the run can be repeated from what stands here, word by word. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Arm } from '../../../src/model/experiment.ts';
import type { ReportRun } from '../../../src/model/report.ts';
import type { RunHeader } from '../../../src/model/run.ts';
import { quoteWords } from '../../../src/report/parts/shell-words.ts';
import { armInWords } from '../../../src/report/sections/machine/arm-in-words.ts';
import { methodInWords } from '../../../src/report/sections/machine/method-in-words.ts';
import { repeatCommand } from '../../../src/report/sections/machine/repeat-command.ts';
import { machineAndMethod } from '../../../src/report/sections/machine-and-method.tsx';
import { recordedReport, sectionMarkup } from '../recorded-report.tsx';

async function headerOf(name: string): Promise<RunHeader> {
  return (await recordedReport(name)).runs[0]?.header as RunHeader;
}

test('the plan has the blocks that the whole run was asked for, and a calibration no more than its own', async () => {
  const report = await recordedReport('sizes.jsonl');
  const [run] = report.runs as [ReportRun];
  const markup = (maxBlocks: number): string => {
    const header = { ...run.header, settings: { ...run.header.settings, maxBlocks } };
    return sectionMarkup(machineAndMethod, { ...report, runs: [{ ...run, header }] });
  };
  expect(markup(0)).not.toContain('20 blocks at the most');
  expect(markup(20)).toMatch(/compares [^<]*20 blocks at the most/);
  expect(markup(20)).toMatch(/calibrates; [^<]*12 blocks at the most/);
  expect(markup(1)).toMatch(/compares [^<]*1 block at the most/);
});

describe('the command that repeats a run', () => {
  const repeated = async (name: string, ...command: string[]): Promise<string> =>
    repeatCommand({ ...(await headerOf(name)), command }).command;

  test('has the seed that was drawn, before what belongs to the commands compared', async () => {
    expect(await repeated('post.jsonl', 'run', 'post')).toBe('firsttouch run post --seed 8');
    expect(await repeated('commands.jsonl', 'compare', '-w', '1', '--', 'gzip -1 a', './b --seed 3')).toBe(
      "firsttouch compare -w 1 --seed 7 -- 'gzip -1 a' './b --seed 3'",
    );
  });

  test('keeps the seed that was given', async () => {
    expect(await repeated('post.jsonl', 'run', '--seed', '8')).toBe('firsttouch run --seed 8');
    expect(await repeated('post.jsonl', 'claims', '--seed=8')).toBe('firsttouch claims --seed=8');
  });

  test('leaves out the files: none is written over', async () => {
    expect(
      await repeated('post.jsonl', 'run', '--out', 'x.jsonl', '--report=a.html', '--open', '--perf'),
    ).toBe('firsttouch run --perf --seed 8');
  });

  test('says run where nothing was said', async () => {
    expect(await repeated('post.jsonl')).toBe('firsttouch run --seed 8');
    expect(await repeated('post.jsonl', '--size', '1MiB')).toBe('firsttouch run --size 1MiB --seed 8');
  });

  test('tells where commands ran, and that explain takes no seed', async () => {
    const compare = repeatCommand(await headerOf('commands.jsonl'));
    expect(compare.remarks.join()).toMatch(/It was given in \/\S+, where its commands ran/);
    const explain = repeatCommand({ ...(await headerOf('post.jsonl')), command: ['explain', 'A14'] });
    expect(explain.command).toBe('firsttouch explain A14');
    expect(explain.remarks.join()).toContain('takes no seed');
  });

  test('is read back by a shell word for word, whatever the words are', () => {
    const words = fc.array(
      fc.string({ unit: 'binary' }).map((text) => text.replaceAll(/[\0\p{Cs}]/gu, '')),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(
        fc.oneof(words, fc.constant(['', "it's", '$HOME', '~', 'a=b', '*', '-n', '!x', 'a\nb', '#'])),
        (all) => {
          const out = execFileSync('/bin/sh', [
            '-c',
            `for word in ${quoteWords(all)}; do printf '%s\\0' "$word"; done`,
          ]);
          expect(out.toString().split('\0').slice(0, -1)).toEqual(all);
        },
      ),
      { numRuns: 40 },
    );
  });
});

test('the method tells of a run what its stages did, and nothing else', async () => {
  const post = methodInWords(await headerOf('post.jsonl')).join('\n');
  expect(post).toMatch(
    /Fresh processes.*Interleaved.*Control arm.*Warm-up.*Repetitions.*Calibration.*Stopping/s,
  );
  expect(post).not.toMatch(/Scenarios|Commands|In-process/);
  const commands = methodInWords(await headerOf('commands.jsonl')).join('\n');
  expect(commands).toMatch(/Control arm.*Commands/s);
  expect(commands).not.toMatch(/Warm-up|Refusal|Calibration/);
});

test('an arm is told with all that makes it what it is', () => {
  const arm: Arm = {
    name: 'x',
    steps: [{ strategy: 'malloc', pattern: 'write-fraction', fill: 165, fractionPpm: 800_000 }],
    environment: { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' },
    preload: '/usr/lib/libjemalloc.so.2',
    thpDisable: true,
    discardFirst: true,
  };
  expect(armInWords(arm).text).toBe(
    'malloc, write-fraction of 80 %, byte 165; GLIBC_TUNABLES=glibc.malloc.hugetlb=1; preloads /usr/lib/libjemalloc.so.2; huge pages off for the process; once before it counts',
  );
});

describe('the section', () => {
  test.each(['post', 'commands', 'demand-paging'])('of %s is as it was', async (name) => {
    const markup = sectionMarkup(machineAndMethod, await recordedReport(`${name}.jsonl`));
    await expect(markup).toMatchFileSnapshot(`../../golden/report/machine-and-method-${name}.html`);
  });

  test('of a run that was killed says that its end is not known', async () => {
    const report = await recordedReport('post.jsonl');
    const killed = { ...report, runs: report.runs.map((run): ReportRun => ({ ...run, end: null })) };
    const markup = sectionMarkup(machineAndMethod, killed);
    expect(markup).toContain('The run was killed');
    expect(markup).not.toContain('during the run</th>');
  });

  test('shows the reason of every reading that the machine did not give', async () => {
    const markup = sectionMarkup(machineAndMethod, await recordedReport('post.jsonl'));
    expect(markup).toContain('unavailable: /sys/hypervisor/type: no such file');
    expect(markup.match(/class="missing"/g)?.length).toBeGreaterThan(8);
  });

  test('says where the run file is when it is not in the page', async () => {
    const report = await recordedReport('post.jsonl');
    const left = report.runs.map((run) => ({ ...run, file: { ...run.file, left: 'it is beside it' } }));
    const markup = sectionMarkup(machineAndMethod, { ...report, runs: left });
    expect(markup).toContain('Not in this page: it is beside it.');
    expect(markup).not.toContain('href="#files"');
  });
});
