/** Whether successive values depend on each other, and what that costs an interval that assumed they do not. */

import { anytimeRank } from './anytime-rank.ts';
import { hull, type Interval } from './interval.ts';
import { mean } from './moments.ts';
import { orderStatisticInterval } from './order-statistic-interval.ts';
import { sorted } from './quantile.ts';

/** What `dependence` finds in a series. */
export interface Dependence {
  readonly n: number;
  /** Lag-1 autocorrelation r1, -1..1. */
  readonly autocorrelation: number;
  /** 1.96/sqrt(n): independent values exceed it in absolute value about one time in twenty. */
  readonly threshold: number;
  /** Direction of a dependence beyond the threshold. */
  readonly direction: 'positive' | 'negative' | 'none';
  /** How many independent values the series is worth: n(1-r1)/(1+r1) when direction is positive, else n. */
  readonly effectiveSampleSize: number;
}

/**
 * Lag-1 autocorrelation of finite values in order of arrival; 0 when they do not vary. Throws RangeError for NaN and
 * infinities, which must not pass for independent.
 * Source: Box & Jenkins, Time Series Analysis, section 2.1.5.
 */
export function lagOneAutocorrelation(values: ArrayLike<number>): number {
  const centre = mean(values);
  let products = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const deviation = values[i]! - centre;
    squares += deviation * deviation;
    if (i > 0) products += deviation * (values[i - 1]! - centre);
  }
  if (!Number.isFinite(squares)) throw new RangeError('an autocorrelation needs finite values');
  return squares > 0 ? products / squares : 0;
}

/** The lag-1 check of a series of finite values. Source of the threshold: Bartlett, J. R. Stat. Soc. Suppl. 8 (1946). */
export function dependence(values: ArrayLike<number>): Dependence {
  const n = values.length;
  const autocorrelation = lagOneAutocorrelation(values);
  const threshold = 1.96 / Math.sqrt(n);
  const significant = Math.abs(autocorrelation) > threshold;
  const direction = significant ? (autocorrelation > 0 ? 'positive' : 'negative') : 'none';
  const worth = (1 - autocorrelation) / (1 + autocorrelation);
  const effective = direction === 'positive' ? n * worth : n;
  return { n, autocorrelation, threshold, direction, effectiveSampleSize: effective };
}

/** Number of independent values that the series is worth; only a significantly positive r1 lowers it below n. */
export function effectiveSampleSize(values: ArrayLike<number>): number {
  return dependence(values).effectiveSampleSize;
}

/**
 * The interval of the median, widened when the series depends positively on itself: joined with the order statistics
 * whose rank is the same fraction of n as the anytime rank is of the effective sample size; unbounded when that is
 * too small for any. Returned unchanged otherwise. A correction for short memory, not a guarantee: it trusts r1, which
 * a small n can miss, and decay like r1^lag.
 */
export function widenForDependence(values: ArrayLike<number>, alpha: number, interval: Interval): Interval {
  const { n, direction, effectiveSampleSize: effective } = dependence(values);
  if (direction !== 'positive') return interval;
  const whole = Math.floor(effective);
  const rank = whole === 0 ? 0 : Math.floor((anytimeRank(whole, alpha) * n) / whole);
  return hull(interval, orderStatisticInterval(sorted(values), rank));
}
