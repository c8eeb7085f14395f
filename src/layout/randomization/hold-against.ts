/** Bounds of entropy against a promise: a verdict that says no more than the executions do. */
import type { AddressEntropy, EntropyPromise, RandomnessVerdict } from '../../model/randomization.ts';
import { formatCount } from '../../model/units.ts';

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

function byPairs({ pairs, atLeastBits, executions }: AddressEntropy): string {
  const found = pairs === 0 ? 'no two equal' : `${formatCount(pairs)} equal pairs`;
  return `${found} in ${formatCount(executions)} executions, which shows at least ${inBits(atLeastBits)}`;
}

/** Why there are fewer, where the addresses themselves tell. */
function alignment({ stepBytes }: AddressEntropy): string {
  if (stepBytes < 2 ** 16) return '';
  return `; all its addresses are multiples of ${formatCount(stepBytes / 1024)} KiB apart: aligned for huge pages it loses the bits below`;
}

/** What the verdict means here, as a sentence without its subject. */
export function inWords(
  entropy: AddressEntropy,
  promise: EntropyPromise | null,
  verdict: RandomnessVerdict,
): string {
  const { atMostBits, executions } = entropy;
  const mask = `at most ${inBits(atMostBits)} by the bits that vary`;
  const said = promise ? `${inBits(promise.bits)} (${promise.source})` : '';
  switch (verdict) {
    case 'fixed':
      return `is at the same address in all ${formatCount(executions)} executions: 0 bits, as is to be expected: ${promise?.source}`;
    case 'shown':
      return `has ${mask}, and ${byPairs(entropy)}; promised are ${said}. The executions alone show it but for one bit at most`;
    case 'agrees':
      return (
        `has ${mask}, and promised are ${said}: together they say ${inBits(promise?.bits ?? 0)}. Pairs alone do not: ` +
        `${byPairs(entropy)}; about ${formatCount(executionsToShow(promise?.bits ?? 0))} executions would show a pair`
      );
    case 'fewer':
      return `has fewer than promised: ${mask}, ${byPairs(entropy)}; promised are ${said}${alignment(entropy)}`;
    case 'more':
      return `has more than promised: ${mask}, ${byPairs(entropy)}; promised are ${said}`;
    case 'open':
      return executions < FEWEST
        ? `was seen ${formatCount(executions)} times, too few to count bits; promised are ${said}`
        : `has ${mask}; ${byPairs(entropy)}. That neither shows nor contradicts what is promised, ${said}`;
    case 'unpromised':
      return `has ${mask}; ${byPairs(entropy)}. What the kernel promises is not known here`;
  }
}
