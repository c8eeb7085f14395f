// The peers' part of docs/trust.md: how often each rule names a winner between the same two programs, and in what time.
import { table } from './markdown-table.mjs';
import { groupsBy, isFound, medianSeconds, oursOf, peerCounts, peersOf } from './tally.mjs';

const truthInWords = (truth) => (truth === 1 ? 'identical' : `${((truth - 1) * 100).toFixed(0)} % more`);

function ruleRows(answers) {
  return groupsBy(answers, ({ answer }) => answer.tool).flatMap(([tool, group]) =>
    Object.keys(group[0].answer.verdicts).map((rule) => [
      tool,
      rule,
      ...[1, 1.02, 1.05, 1.1].map((truth) => cell(group, rule, truth)),
      `${medianSeconds(group).toFixed(1)} s`,
    ]),
  );
}

/** Named a winner at all where the programs are identical; else the right one, and the wrong one where that happened. */
function cell(group, rule, truth) {
  const asked = group.filter(({ question }) => question.truth === truth);
  if (asked.length === 0) return '-';
  const { right, wrong, any, of } = peerCounts(asked, rule);
  if (truth === 1) return `${any} of ${of}`;
  return wrong > 0 ? `${right} of ${of} (${wrong} wrong way)` : `${right} of ${of}`;
}

/** Ours on the same whole commands, for the same table. */
function ourRow(records) {
  const ours = oursOf(records).filter(
    ({ question }) => question.way === 'command' && question.sizeBytes === 64 * 2 ** 20,
  );
  const cells = [1, 1.02, 1.05, 1.1].map((truth) => {
    const asked = ours.filter(({ question }) => question.truth === truth);
    const named = asked.filter((one) => (truth === 1 ? one.answer.verdict === 'different' : isFound(one)));
    return `${named.length} of ${asked.length}`;
  });
  const planted = ours.filter(({ question }) => question.truth > 1);
  return [
    '**firsttouch compare**',
    'verdict',
    ...cells,
    planted.length ? `${medianSeconds(planted).toFixed(1)} s` : '-',
  ];
}

export function peerTables(records) {
  return [
    `Two programs that touch so many pages of 64 MiB; "identical" counts how often a winner was named where there is none, the others how often the right one was. Medians of the time that one answer took; ours ends when it knows.`,
    '',
    ...table(
      ['tool', 'rule', ...[1, 1.02, 1.05, 1.1].map(truthInWords), 'median time'],
      [ourRow(records), ...ruleRows(peersOf(records))],
    ),
  ];
}

/** Our time over hyperfine's default, which is the least that it takes: none of its rules finds as much as reliably. */
export function timeAgainstHyperfine(records) {
  const theirs = peersOf(records).filter(({ answer }) => answer.peer === 'hyperfine');
  const ours = oursOf(records).filter(
    ({ question }) => question.way === 'command' && question.sizeBytes === 64 * 2 ** 20,
  );
  if (theirs.length === 0 || ours.length === 0) return [];
  const cases = [1.05, 1.1].flatMap((truth) => [false, true].map((loaded) => ({ truth, loaded })));
  return cases.flatMap(({ truth, loaded }) => {
    const at = (answers) => answers.filter((one) => one.question.truth === truth && one.loaded === loaded);
    const [mine, other] = [at(ours), at(theirs)];
    if (mine.length === 0 || other.length === 0) return [];
    const ratio = medianSeconds(mine) / medianSeconds(other);
    const found = peerCounts(other, 'beyond-its-own-plus-minus');
    const foundByUs = mine.filter(isFound).length;
    return [
      {
        what: `time to a verdict on two commands, ${truthInWords(truth)}, ${loaded ? 'under load' : 'no load of ours'}, over hyperfine's default`,
        target: 'at most 0.33, found at least as often',
        result: `${ratio.toFixed(2)} (${medianSeconds(mine).toFixed(1)} s, found ${foundByUs} of ${mine.length}; hyperfine ${medianSeconds(other).toFixed(1)} s, beyond its own +- ${found.right} of ${found.of})`,
        met: ratio <= 1 / 3 && foundByUs / mine.length >= found.right / found.of,
      },
    ];
  });
}
