// The trust campaign: every question in every round, ours and the peers' mixed in random order so that they share the noise,
// every second round under load. `npm run trust -- --minutes 45`, then campaign.gz and docs/trust.md are written. What was
// recorded when a campaign breaks off stays in campaign.jsonl: `--more` goes on with it, `--report` makes the document of it,
// and `--report --predict` asks the predictions anew before.
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { measuredValue, readMachine, version } from '../../dist/index.js';
import { measure as measurePredictions } from '../predict.mjs';
import { askFirsttouch } from './ask.mjs';
import { comparingPeers, figurePeers } from './peers/index.mjs';
import { buildPrograms } from './programs.mjs';
import { identical, lasting, planted, requirePages, shared } from './questions.mjs';
import { renderTrust } from './report.mjs';
import { startStressors } from './stressor.mjs';

const inFolder = (name) => fileURLToPath(new URL(name, import.meta.url));
const journal = inFolder('campaign.jsonl');
const packed = inFolder('campaign.gz');
const document = inFolder('../../docs/trust.md');

function shuffled(values) {
  const list = [...values];
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [list[i], list[j]] = [list[j], list[i]];
  }
  return list;
}

function headerOf(peers) {
  const { processor, kernel, memory } = readMachine('/', new Date());
  return {
    kind: 'campaign',
    version,
    startedAt: new Date().toISOString(),
    cpu: measuredValue(processor.modelName),
    kernel: measuredValue(kernel.release),
    memoryBytes: measuredValue(memory.totalBytes),
    node: process.version,
    peers: peers.map(({ name, reason }) => ({ name, unavailable: reason })),
  };
}

/** Every peer with the reason why it cannot be asked, or null. */
function findPeers(programs) {
  return [...comparingPeers, ...figurePeers].map((peer) => ({
    name: peer.name,
    peer,
    reason: peer.available(programs),
    comparing: comparingPeers.includes(peer),
  }));
}

/** A peer that takes a quarter of a minute for an answer, or has no programs to compare, is asked less. */
function questionsFor(name, comparing, round) {
  const [same, , five] = shared;
  if (comparing && !name.startsWith('google')) return shared;
  if (round % 6 < 2) return [same];
  return comparing && round % 6 > 3 ? [five] : [];
}

/**
 * What one round asks, in random order; the questions that last a minute come once with and once without load, those of
 * identical arms twice in the first rounds.
 */
function tasksOf(round, peers, programs, folder) {
  const paths = { touchPages: programs.touchPages.path };
  const often = round < 2 ? identical : [];
  const ours = [...identical, ...often, ...planted, ...(round < 2 ? lasting : [])].map((question) => ({
    question,
    ask: () => askFirsttouch(question, paths, folder),
  }));
  const theirs = peers
    .filter(({ reason }) => reason === null)
    .flatMap(({ name, peer, comparing }) =>
      questionsFor(name, comparing, round).map((question) => ({
        question,
        ask: () => ({
          peer: peer.name,
          ...peer.ask({ pagesA: question.pages[0], pagesB: question.pages[1], programs, folder }),
        }),
      })),
    );
  return shuffled([...ours, ...theirs]);
}

function keep(record) {
  appendFileSync(journal, `${JSON.stringify(record)}\n`);
}

function recorded() {
  return readFileSync(journal, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Starts a journal, or goes on with the round after its last one. */
function firstRound(peers, more) {
  if (more && existsSync(journal)) return 1 + Math.max(-1, ...recorded().map(({ round = -1 }) => round));
  writeFileSync(journal, '');
  keep(headerOf(peers));
  return 0;
}

/** Asks until the time is spent; a round that is broken off keeps what it has. */
function run(minutes, more) {
  requirePages(Number(execFileSync('getconf', ['PAGESIZE'], { encoding: 'utf8' })));
  const folder = mkdtempSync(join(tmpdir(), 'firsttouch-trust-'));
  try {
    const programs = buildPrograms(folder);
    for (const { unavailable } of [programs.touchPages, programs.stressor])
      if (unavailable) throw new Error(`the campaign cannot start: ${unavailable}`);
    const peers = findPeers(programs);
    const first = firstRound(peers, more);
    const endMs = Date.now() + minutes * 60_000;
    for (let round = first; Date.now() < endMs; round++) runRound(round, peers, programs, folder, endMs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runRound(round, peers, programs, folder, endMs) {
  const loaded = round % 2 === 1;
  const load = loaded ? startStressors(programs.stressor.path) : undefined;
  try {
    for (const { question, ask } of tasksOf(round, peers, programs, folder)) {
      if (Date.now() >= endMs) return;
      keep({ kind: 'answer', round, loaded, at: Date.now(), question, answer: ask() });
      const lost = load?.lost() ?? [];
      if (lost.length > 0) throw new Error(`the load ended by itself: ${lost.join(', ')}`);
    }
    console.error(`round ${round + 1}${loaded ? ', under load' : ''}: done`);
  } finally {
    load?.stop();
  }
}

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '45' },
    more: { type: 'boolean', default: false },
    report: { type: 'boolean', default: false },
    predict: { type: 'boolean', default: false },
  },
});
if (!values.report) {
  run(Number(values.minutes), values.more);
}
if (!values.report || values.predict) {
  if (!existsSync(journal)) writeFileSync(journal, gunzipSync(readFileSync(packed)));
  console.error('predictions ...');
  keep({ kind: 'prediction', at: Date.now(), rows: await measurePredictions() });
}
if (existsSync(journal)) writeFileSync(packed, gzipSync(readFileSync(journal), { level: 9 }));
if (!existsSync(packed)) throw new Error('there is no recorded campaign: run one first');
const records = gunzipSync(readFileSync(packed))
  .toString()
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));
const { text, met } = renderTrust(records);
writeFileSync(document, text);
process.exitCode = met ? 0 : 1;
