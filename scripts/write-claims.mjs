#!/usr/bin/env node
/**
 * Writes docs/claims.md from runs of `firsttouch claims --format json`: every claim with its verdict, what was expected
 * beforehand, and whether repeated runs agree. Usage: node scripts/write-claims.mjs RUN.json...
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const files = process.argv.slice(2);
if (files.length === 0) {
  process.stderr.write('usage: node scripts/write-claims.mjs RUN.json...\n');
  process.exit(2);
}
const expected = read(here('claims/expected.json'));
const explained = read(here('claims/disagreements.json'));
const runs = files.map(read);

/** All runs' decisions of one claim. */
function decisionsOf(id) {
  return runs.flatMap((run) => run.claims.filter((claim) => claim.id === id));
}

/** A conditional statement is one that is refuted as worded, with the conditions under which it holds. */
function isAsExpected({ id, verdict, holdsWhere }) {
  const wanted = expected[id]?.verdict;
  return wanted === 'conditional' ? holdsWhere !== null : wanted === verdict;
}

function expectedInWords(id) {
  const of = expected[id];
  if (!of) return '';
  return of.condition ? `conditional (${of.condition})` : of.verdict;
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const claims = runs[0].claims.map((claim) => {
  const decisions = decisionsOf(claim.id);
  const verdicts = new Set(decisions.map(({ verdict }) => verdict));
  const opposed = verdicts.has('supported') && verdicts.has('refuted');
  return {
    ...claim,
    verdicts: [...verdicts],
    repeated: decisions.length,
    stable: verdicts.size === 1,
    opposed,
    agrees: isAsExpected(claim),
  };
});

const stable = claims.filter((claim) => claim.stable);
const disagreeing = claims.filter((claim) => !claim.agrees);
const unexplained = disagreeing.filter((claim) => !explained[claim.id] && claim.verdict !== 'unavailable');
const [{ machine, firsttouch, run }] = runs;
const percent = ((100 * stable.length) / claims.length).toFixed(1);

function table(title, chosen) {
  if (chosen.length === 0) return [];
  return [
    '',
    `## ${title}`,
    '',
    '| claim | statement | verdict here | evidence | expected |',
    '|---|---|---|---|---|',
    ...chosen.map((claim) => {
      const verdict = claim.stable
        ? `**${claim.verdict}**`
        : `**${claim.verdict}** (also ${claim.verdicts.slice(1).join(', ')})`;
      const where = claim.holdsWhere ? ` Holds where: ${claim.holdsWhere}.` : '';
      return `| ${claim.id} | ${cell(claim.statement)} | ${verdict} | ${cell(claim.sentence)}${cell(where)} | ${cell(expectedInWords(claim.id))}${claim.agrees ? '' : ' (differs)'} |`;
    }),
  ];
}

const lines = [
  '# Claims, put to the test',
  '',
  `Written by \`scripts/write-claims.mjs\` from ${runs.length} runs of \`firsttouch claims\` (version ${firsttouch}, ${run.startedAt.slice(0, 10)}, ${run.trials} trials in ${Math.round(run.seconds)} s the first)`,
  `on one machine: ${machine.cpus} CPUs${machine.virtual ? ', a virtual machine' : ''}, Linux ${machine.kernel}, glibc ${machine.glibc}, Node ${machine.node}, huge pages ${machine.thpEnabled}.`,
  'The evidence is that of the first run. A verdict is about the statement as it is worded: one that fails under ordinary',
  'conditions is refuted, and what it holds under is said. *Expected* is what was predicted for such a machine before the',
  'claims were built; `conditional (X)` is borne out by a refutation that names conditions.',
  '',
  `**Repeatability.** ${stable.length} of ${claims.length} claims (${percent} %) have the same verdict in all ${runs.length} runs; ${claims.filter((claim) => claim.opposed).length} have been both supported and refuted.`,
  ...claims
    .filter((claim) => !claim.stable)
    .map((claim) => `${claim.id} was ${claim.verdicts.join(' and ')}.`),
  '',
  `**Agreement.** ${claims.length - disagreeing.length} of ${claims.length} are as expected.`,
  ...table(
    "The post's statements",
    claims.filter(({ id }) => id.startsWith('A')),
  ),
  ...table(
    "The post's program",
    claims.filter(({ id }) => id.startsWith('K')),
  ),
  ...table(
    'What practitioners say',
    claims.filter(({ id }) => id.startsWith('B')),
  ),
  '',
  '## Where the verdict is not the one expected',
  '',
  ...disagreeing.map(
    (claim) =>
      `- **${claim.id}** expected ${expectedInWords(claim.id) || 'nothing'}, ${claim.verdict}${claim.holdsWhere ? ' with conditions' : ''}: ${explained[claim.id] ?? claim.sentence}`,
  ),
  '',
];
writeFileSync(here('../docs/claims.md'), lines.join('\n'));
if (unexplained.length > 0)
  process.stderr.write(`not explained yet: ${unexplained.map((claim) => claim.id).join(', ')}\n`);
