// docs/trust.md from the records of a campaign. Pure: the same records give the same text.
import { table } from './markdown-table.mjs';
import { peerTables, timeAgainstHyperfine } from './report-peers.mjs';
import {
  covers,
  groupsBy,
  isDifferent,
  isFound,
  isWrongWay,
  medianSeconds,
  oursOf,
  resolutionAfter,
  shareInWords,
  sizeInWords,
} from './tally.mjs';

const inWays = {
  'in-process': 'rounds in one process',
  interleaved: 'interleaved chunks',
  fresh: 'fresh processes',
  command: 'whole commands',
};

export function questionInWords({ way, sizeBytes, truth }) {
  const what = truth === 1 ? '' : `, ${((truth - 1) * 100).toFixed(1)} % more pages`;
  return `${inWays[way]}, ${sizeInWords(sizeBytes)}${what}`;
}

const loadInWords = (loaded) => (loaded ? 'under load' : 'no load of ours');

/** The key of a question's answers with or without load; sorts by way, size, truth. */
function keyOf({ question: { way, sizeBytes, truth }, loaded }) {
  return [way, sizeBytes, truth, loaded].join(' ');
}

function identicalTable(answers) {
  const rows = groupsBy(answers, keyOf).map(([, group]) => [
    questionInWords(group[0].question),
    loadInWords(group[0].loaded),
    group.length,
    group.filter(isDifferent).length,
    group.filter(({ answer }) => answer.control.void).length,
    `${medianSeconds(group).toFixed(1)} s`,
  ]);
  return table(['identical arms', '', 'asked', 'called different', 'void', 'median time'], rows);
}

function plantedTable(answers) {
  const rows = groupsBy(answers, keyOf).map(([, group]) => [
    questionInWords(group[0].question),
    loadInWords(group[0].loaded),
    `${group[0].question.budgetSeconds} s`,
    shareInWords(group.filter(isFound).length, group.length),
    group.filter(isWrongWay).length,
    `${medianSeconds(group).toFixed(1)} s`,
    `${group.filter(covers).length} of ${group.length}`,
  ]);
  return table(['planted', '', 'allowed', 'found', 'wrong way', 'median time', 'interval covers'], rows);
}

function resolutionTable(answers) {
  const percent = (value) => (Number.isNaN(value) ? 'nothing yet' : `${value.toFixed(2)} %`);
  const rows = groupsBy(answers, keyOf).map(([, group]) => [
    questionInWords(group[0].question),
    loadInWords(group[0].loaded),
    percent(resolutionAfter(group[0], 10)),
    percent(resolutionAfter(group[0], 60)),
    group[0].answer.n,
  ]);
  return table(['smallest difference that could be told', '', 'after 10 s', 'after 60 s', 'blocks'], rows);
}

function row(what, target, result, met) {
  return { what, target, result, met };
}

/** The rate of false `different` verdicts, over all identical arms and under load alone. */
function falseRows(identical) {
  const rate = (answers, least) => {
    const count = answers.filter(isDifferent).length;
    return [shareInWords(count, answers.length), answers.length >= least && count <= answers.length / 100];
  };
  const loaded = identical.filter((one) => one.loaded);
  return [
    row('identical arms called different', 'at most 1 % of at least 200', ...rate(identical, 200)),
    row('of these, under load', 'at most 1 %', ...rate(loaded, 1)),
  ];
}

function plantedRows(planted) {
  const groups = groupsBy(planted, ({ question }) =>
    [question.truth, question.way, question.sizeBytes].join(' '),
  );
  const rows = groups.map(([, group]) => {
    const { question } = group[0];
    const found = group.filter(isFound).length;
    return row(
      `found: ${questionInWords(question)}`,
      `95 % within ${question.budgetSeconds} s`,
      `${shareInWords(found, group.length)}, median ${medianSeconds(group).toFixed(1)} s`,
      found >= group.length * 0.95,
    );
  });
  const wrong = planted.filter(isWrongWay).length;
  return [
    ...rows,
    row('planted differences found the wrong way', 'never', `${wrong} of ${planted.length}`, wrong === 0),
  ];
}

function coverageRow(answers) {
  const asked = answers.filter(({ question }) => question.way !== 'command');
  const count = asked.filter(covers).length;
  return row(
    'intervals that hold the true ratio (whole commands apart, which do more than touch pages)',
    '99 %',
    shareInWords(count, asked.length),
    count >= asked.length * 0.99,
  );
}

/** `16 of 18` is not every one, whatever the target was when it was recorded. */
function isMet({ result, met }) {
  const [, some, all] = /^(\d+) of (\d+)$/.exec(result) ?? [];
  return met && some === all;
}

/** Every recorded check by prediction: the target is met where each of them meets it. */
function predictionRows(records) {
  const checks = records.filter(({ kind }) => kind === 'prediction');
  const last = checks.at(-1)?.rows ?? [];
  return last.map(({ what, target }, index) => {
    const each = checks.map(({ rows }) => rows[index]);
    return row(
      `${what}; ${checks.length} checks`,
      target,
      each.map(({ result }) => result).join('; '),
      each.every(isMet),
    );
  });
}

function heading({ startedAt, cpu, kernel, memoryBytes, node, version, peers }) {
  const missing = peers.filter(({ unavailable }) => unavailable !== null);
  const lacking = missing.map(({ name, unavailable }) => `${name} (${unavailable})`).join('; ');
  return [
    '# Trust, measured',
    '',
    `Written by \`npm run trust\` from the campaign of ${startedAt.slice(0, 10)}: firsttouch ${version} on ${cpu}, Linux ${kernel}, ${Math.round(memoryBytes / 2 ** 30)} GiB, Node ${node}. Every round asks ours and the peers' questions in random order, so that all meet the same noise (google/benchmark and the tools with one figure in some rounds only, identical arms twice and for a minute in the first ones); every second round runs beside a load of ours (spinning, streaming through memory, writing and dropping page cache, in bursts). What is planted is a number of pages, so that the true ratio is known. Intervals of shares are exact (Clopper-Pearson, 95 %). The records are in \`bench/trust/campaign.gz\`: every verdict can be computed anew.`,
    '',
    ...(missing.length > 0 ? [`Not asked, because not here: ${lacking}.`, ''] : []),
  ];
}

/** The document, and whether every target was met. */
export function renderTrust(records) {
  const ours = oursOf(records);
  const identical = ours.filter(({ question }) => question.kind === 'identical');
  const planted = ours.filter(({ question }) => question.kind === 'planted');
  const lasting = identical.filter(({ question }) => question.budgetSeconds >= 60);
  const targets = [
    ...falseRows(identical),
    ...plantedRows(planted),
    coverageRow([...identical, ...planted]),
    ...timeAgainstHyperfine(records),
    ...predictionRows(records),
  ];
  const text = [
    ...heading(records[0]),
    '## Targets',
    '',
    ...table(
      ['what', 'target', 'result', ''],
      targets.map(({ what, target, result, met }) => [what, target, result, met ? 'met' : '**missed**']),
    ),
    '## Identical arms',
    '',
    ...identicalTable(identical),
    ...resolutionTable(lasting),
    '## Planted differences',
    '',
    ...plantedTable(planted),
    '## The peers on the same questions',
    '',
    ...peerTables(records),
  ].join('\n');
  return { text, met: targets.every(({ met }) => met) };
}
