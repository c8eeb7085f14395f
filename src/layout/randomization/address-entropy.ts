/** How random one address was over many executions: an upper bound by its bits, a lower one by pairs of equal ones. */
import type { AddressEntropy } from '../../model/randomization.ts';
import { birthdayPairs, bitBalance, rangeBits } from '../../statistics/index.ts';

function maskOf(bits: readonly number[]): string {
  return `0x${bits.reduce((mask, bit) => mask + 2 ** bit, 0).toString(16)}`;
}

const finite = (bits: number): number | null => (Number.isFinite(bits) ? bits : null);

/**
 * `addresses` in bytes, one an execution. Bits are counted in the distances from the lowest: in the addresses themselves the
 * carry of an addition moves bits above those that were drawn.
 */
export function addressEntropy(addresses: readonly number[], alpha: number): AddressEntropy {
  const range = rangeBits(addresses);
  const distances = addresses.map((address) => address - range.low);
  const varying = bitBalance(distances, alpha).filter(({ kind }) => kind !== 'constant');
  // A distance between regions may be negative, and has no mask of its own then.
  const own = range.low < 0 ? [] : bitBalance(addresses, alpha);
  const balanced = own.filter(({ kind }) => kind === 'balanced').map(({ bit }) => bit);
  const { pairs, bits, interval } = birthdayPairs(addresses, alpha);
  return {
    executions: addresses.length,
    low: range.low,
    high: range.high,
    stepBytes: range.step,
    atMostBits: Math.min(varying.length, Math.ceil(range.bits)),
    balancedMask: maskOf(balanced),
    balancedBits: balanced.length,
    skewedBits: own.filter(({ kind }) => kind === 'skewed').length,
    rangeBits: range.bits,
    atLeastBits: interval.low,
    pairs,
    pairsBits: finite(bits),
    pairsAtMostBits: finite(interval.high),
  };
}
