/** Bounds of entropy against a promise: a verdict that says no more than the executions do. */
import type { AddressEntropy, EntropyPromise, RandomnessVerdict } from '../../model/randomization.ts';
import { formatBytes, formatCount, formatNumber } from '../../model/units.ts';

/** Fewer executions than this leave a random bit constant too often to count bits. */
const FEWEST = 20;
/** What rounding may move: half a bit of a mask, nothing of a promise. */
const SLACK_BITS = 0.5;

export const inBits = (bits: number): string => `${Number(bits.toFixed(1))} ${bits === 1 ? 'bit' : 'bits'}`;

/** Executions after which a pair of equal addresses is seen with 95 %, if all places are equally likely: 2^bits·3 pairs. */
export function executionsToShow(bits: number): number {
  return Math.ceil(Math.sqrt(6 * 2 ** bits));
}

/** Of several promises the one that is nearest to the mask: which one holds depends on the kernel's version. */
export function nearest(
  promises: readonly EntropyPromise[],
  { atMostBits }: AddressEntropy,
): EntropyPromise | null {
  const byDistance = promises.toSorted(
    (a, b) => Math.abs(a.bits - atMostBits) - Math.abs(b.bits - atMostBits),
  );
  return byDistance[0] ?? null;
}

export function judge(entropy: AddressEntropy, promise: EntropyPromise | null): RandomnessVerdict {
  if (!promise) return 'unpromised';
  const { atMostBits, atLeastBits, pairsAtMostBits, executions } = entropy;
  if (executions < FEWEST) return 'open';
  if (atMostBits === 0) return promise.bits === 0 ? 'fixed' : 'fewer';
  if (promise.bits === 0 || atLeastBits > promise.bits + SLACK_BITS) return 'more';
  const pairsAtMost = pairsAtMostBits ?? Number.POSITIVE_INFINITY;
  if (Math.min(atMostBits, pairsAtMost) < promise.bits - SLACK_BITS) return 'fewer';
  if (Math.abs(atMostBits - promise.bits) > SLACK_BITS) return 'open';
  return atLeastBits >= promise.bits - 1 ? 'shown' : 'agrees';
}

/** Two digits: it is a matter of luck. */
const roughly = (count: number): string => formatCount(Number(count.toPrecision(2)));

function byPairs({ pairs, atLeastBits, executions }: AddressEntropy): string {
  const found = pairs === 0 ? 'no two equal' : formatNumber(pairs, 'equal pair');
  return `pairs alone show at least ${inBits(atLeastBits)} (${found} in ${formatCount(executions)} executions)`;
}

/** Why there are fewer, where the addresses themselves tell. */
function alignment({ stepBytes }: AddressEntropy): string {
  if (stepBytes < 2 ** 16) return '';
  return `. Its addresses differ by multiples of ${formatBytes(stepBytes)}: aligned for huge pages, it loses the bits below`;
}

/** What the verdict means here, to stand behind `name: `. */
export function inWords(
  entropy: AddressEntropy,
  promise: EntropyPromise | null,
  verdict: RandomnessVerdict,
): string {
  const { atMostBits, executions, pairs } = entropy;
  const mask = `at most ${inBits(atMostBits)} by the bits that vary`;
  const promised = promise ? `${inBits(promise.bits)} promised (${promise.source})` : '';
  const bits = promise?.bits ?? 0;
  switch (verdict) {
    case 'fixed':
      return `0 bits, the same address in ${formatCount(executions)} executions, as it should be: ${promise?.source}`;
    case 'shown':
      return `${inBits(bits)}: ${mask}, ${promised}; ${byPairs(entropy)}, all but one bit of it`;
    case 'agrees': {
      const when = pairs === 0 ? `; a pair is likely after some ${roughly(executionsToShow(bits))}` : '';
      return `${inBits(bits)}, by mask and promise together: ${mask}, ${promised}; ${byPairs(entropy)}${when}`;
    }
    case 'fewer':
      return `fewer than promised: ${mask}, ${promised}; ${byPairs(entropy)}${alignment(entropy)}`;
    case 'more':
      return `more than promised: ${mask}, ${promised}; ${byPairs(entropy)}`;
    case 'open':
      return executions < FEWEST
        ? `${formatNumber(executions, 'execution')} are too few to count bits; ${promised}`
        : `open: ${mask}, ${promised}; ${byPairs(entropy)}. That neither shows nor contradicts the promise`;
    case 'unpromised':
      return `${mask}; ${byPairs(entropy)}. What the kernel promises is not known here`;
  }
}
