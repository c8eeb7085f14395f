/**
 * The rank of the median interval that may be looked at after every value.
 *
 * For a candidate median θ let s = #{d > θ}. Betting on the signs with a Beta(1/2, 1/2) mixture gives the wealth
 * E_n(s) = 2^n B(1/2+s, 1/2+n-s) / B(1/2, 1/2), a martingale with mean 1 when θ is the median. By Ville's inequality it
 * ever reaches 1/alpha with probability at most alpha, so {θ : E_n(s) < 1/alpha} covers the median at all n at once.
 * E_n is symmetric about n/2 and falls towards it: θ survives iff k <= s <= n-k, that is d_(k) <= θ < d_(n-k+1).
 * We close the right end. With ties the closed interval stays valid: fewer than k values at or below the median, or
 * at or above it, is no likelier than fewer than k of n fair signs.
 *
 * Sources: Ville (1939); Robbins, Ann. Math. Stat. 41 (1970); Howard, Ramdas, McAuliffe & Sekhon, Ann. Stat. 49
 * (2021), arXiv:1810.08240.
 */

import { logGamma } from './log-gamma.ts';
import { requireAlpha, requireCount } from './preconditions.ts';

const LN_PI = Math.log(Math.PI);

/**
 * The smallest s with E_n(s) < 1/alpha, for the interval [d_(k), d_(n-k+1)] with ranks counted from 1.
 * 0 means that n values bound nothing yet: below n = 7 at alpha = 0.05, below 10 at 0.01. At most n/2. O(log n).
 */
export function anytimeRank(n: number, alpha: number): number {
  requireCount(n);
  requireAlpha(alpha);
  const threshold = -Math.log(alpha);
  const constant = n * Math.LN2 - logGamma(n + 1) - LN_PI;
  const logWealth = (s: number): number => constant + logGamma(0.5 + s) + logGamma(0.5 + n - s);

  let rejected = -1;
  let kept = Math.floor(n / 2);
  while (kept - rejected > 1) {
    const s = Math.floor((rejected + kept) / 2);
    if (logWealth(s) < threshold) kept = s;
    else rejected = s;
  }
  return kept;
}
