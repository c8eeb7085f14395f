// From the recorded answers to counts: which questions belong together, and how often what happened.
import { clopperPearson, confidenceSequence, median } from '../../dist/statistics/index.js';

const mebibyte = 2 ** 20;

/** `64 KiB`, `4 MiB`. */
export function sizeInWords(bytes) {
  return bytes >= mebibyte ? `${bytes / mebibyte} MiB` : `${bytes / 1024} KiB`;
}

/** `3 of 240 = 1.3 % (0.3..3.6 %)`: the exact 95 % interval. */
export function shareInWords(count, of) {
  if (of === 0) return 'none asked';
  const { low, high } = clopperPearson(count, of, 0.05);
  const percent = (value) => (value * 100).toFixed(value > 0.1 ? 0 : 1);
  return `${count} of ${of} = ${percent(count / of)} % (${percent(low)}..${percent(high)} %)`;
}

/** The answers of firsttouch, and those of the peers. */
export function oursOf(records) {
  return records.filter(({ kind, answer }) => kind === 'answer' && answer.tool === 'firsttouch');
}

export function peersOf(records) {
  return records.filter(({ kind, answer }) => kind === 'answer' && answer.tool !== 'firsttouch');
}

/** The answers in groups with one name each, in order of first appearance in `keyOf`'s sorted keys. */
export function groupsBy(answers, keyOf) {
  const groups = new Map();
  for (const answer of answers) {
    const key = keyOf(answer);
    groups.set(key, [...(groups.get(key) ?? []), answer]);
  }
  return [...groups].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
}

export function isDifferent({ answer }) {
  return answer.verdict === 'different';
}

/** Named slower, as the planted arm is. */
export function isFound({ answer, question }) {
  return answer.verdict === 'different' && (answer.ratio - 1) * (question.truth - 1) > 0;
}

export function isWrongWay({ answer, question }) {
  return answer.verdict === 'different' && (answer.ratio - 1) * (question.truth - 1) < 0;
}

/** Whether the interval holds the true ratio; an end that is missing is infinite. */
export function covers({ answer: { interval }, question: { truth } }) {
  return (interval.low ?? 0) <= truth && truth <= (interval.high ?? Number.POSITIVE_INFINITY);
}

export function medianSeconds(answers) {
  return median(answers.map(({ answer }) => answer.seconds));
}

/** The smallest difference that the control could tell after so many seconds, in percent; NaN where it knew nothing yet. */
export function resolutionAfter({ question: { way }, answer: { blocks } }, seconds) {
  // An arm and its control share the run's error rate; of commands, CPU time and faults have half of it.
  const sequence = confidenceSequence(blocks.settings.alpha / (way === 'command' ? 4 : 2));
  for (const [block, log] of blocks.control.entries())
    if (blocks.endMs[block] <= seconds * 1000) sequence.add(log);
  const { low, high } = sequence.interval();
  const outer = Math.max(Math.abs(low), Math.abs(high));
  return Number.isFinite(outer) ? Math.expm1(outer) * 100 : Number.NaN;
}

/** What the rule of a peer said of A and B: B does more work where anything was planted. */
export function peerCounts(answers, rule) {
  const named = answers.map(({ answer }) => answer.verdicts[rule]);
  return {
    right: named.filter((name) => name === 'A').length,
    wrong: named.filter((name) => name === 'B').length,
    any: named.filter((name) => name !== 'none').length,
    of: named.length,
  };
}
