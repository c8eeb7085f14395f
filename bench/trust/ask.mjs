// Puts one question to firsttouch through its command line, as anybody would, and keeps what the answer rests on: the log
// ratio of every block for the arm and for the control arm. The verdict can be computed anew from these.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadRun } from '../../dist/cli/run-session.js';
import { main } from '../measure.mjs';

/** Smaller than any planted difference: nothing but a difference, or the budget, ends the run. */
const settings = ['--equivalence', '0.1%', '--precision', '0.01%', '--no-ledger', '--format', 'json'];

function argumentsOf(question, programs) {
  const budget = ['--budget', `${question.budgetSeconds}s`];
  if (question.way === 'command') {
    const commands = question.pages.map((pages) => `${programs.touchPages} ${pages}`);
    const names = question.pages.flatMap((_, index) => ['-n', `command ${index}`]);
    return { before: ['compare', ...budget, ...names], after: ['--', ...commands] };
  }
  const arms = question.arms.flatMap((arm) => ['--arm', arm]);
  const size = ['--size', String(question.sizeBytes), '--design', question.way];
  return { before: ['run', 'malloc-vs-mmap', '--no-why', ...budget, ...arms, ...size], after: [] };
}

/** Five digits are a hundredth of the smallest noise. */
const short = (value) => Number(value.toFixed(5));

/** The log ratios of every block, and when each block ended, in milliseconds. */
function blocksOf(path, question) {
  const { analysis } = loadRun(path);
  const [contrast, control] =
    question.way === 'command' ? commandContrasts(analysis) : cellContrasts(analysis);
  const times = blockEnds(path, analysis);
  return {
    arm: Array.from(contrast.values, short),
    control: Array.from(control.values, short),
    endMs: times,
    settings: analysis.header.settings,
  };
}

function commandContrasts({ commands: [series] }) {
  return [series.contrast('wall', 1), series.controlContrast('wall')];
}

function cellContrasts(analysis) {
  const cell = analysis.cells[0][0];
  return [cell.contrast(1), cell.controlContrast()];
}

function blockEnds(path) {
  const ends = [];
  for (const line of readFileSync(path, 'utf8').trimEnd().split('\n')) {
    const record = JSON.parse(line);
    if (record.kind === 'trial' && record.role === 'timed') ends[record.block] = record.atMs;
  }
  return ends;
}

/** Asks; the answer as plain data. Throws where the command fails: a campaign with holes proves nothing. */
export function askFirsttouch(question, programs, folder) {
  const path = join(folder, 'run.jsonl');
  rmSync(path, { force: true });
  const { before, after } = argumentsOf(question, programs);
  const started = performance.now();
  const answer = spawnSync(process.execPath, [main, ...before, ...settings, '--out', path, ...after], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const seconds = (performance.now() - started) / 1000;
  if (answer.status !== 0)
    throw new Error(`firsttouch failed on ${JSON.stringify(question)}: ${answer.stderr}`);
  const { run, findings } = JSON.parse(answer.stdout);
  const comparison = findings.find(
    ({ kind, phase }) => kind === 'comparison' && (phase === 'wall' || question.way !== 'command'),
  );
  const control = findings.find(({ kind }) => kind === 'control');
  return {
    tool: 'firsttouch',
    seconds,
    verdict: comparison.verdict,
    ratio: comparison.ratio,
    interval: comparison.interval,
    n: comparison.n,
    control: { ratio: control.ratio, interval: control.interval, void: control.verdict === 'void' },
    refused: run.refused,
    blocks: blocksOf(path, question),
  };
}
