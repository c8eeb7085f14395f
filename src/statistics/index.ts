/** Statistics: pure functions on numbers, one method per file. They know nothing of memory. */

// What a method returns, and what it asks

export { contains, exponentiate, hull, type Interval, intersect, unbounded } from './interval.ts';
export { requireAlpha, requireCount, requireSameLength } from './preconditions.ts';

// Describing one sample

export { coefficientOfVariation, relativeDispersion } from './dispersion.ts';
export { GrowingSample } from './growing-sample.ts';
export { covariance, mean, variance } from './moments.ts';
export { interquartileRange, median, quantileOfSorted, sorted } from './quantile.ts';

// The median of differences: the laboratory's main question

export { anytimeRank } from './anytime-rank.ts';
export { type ConfidenceSequence, confidenceSequence } from './confidence-sequence.ts';
export { orderStatisticInterval } from './order-statistic-interval.ts';
export { signInterval, signIntervalRank } from './sign-interval.ts';

// A proportion

export { clopperPearson } from './clopper-pearson.ts';

// How random values are

export { type BirthdayPairs, birthdayPairs } from './birthday-pairs.ts';
export { type BitBalance, bitBalance } from './bit-balance.ts';
export { holm } from './holm.ts';
export { type RangeBits, rangeBits } from './range-bits.ts';

// When successive values depend on each other

export {
  type Dependence,
  dependence,
  effectiveSampleSize,
  lagOneAutocorrelation,
  widenForDependence,
} from './dependence.ts';
export { movingBlockBootstrap, movingBlockLength } from './moving-block-bootstrap.ts';

// Other questions: scatter, trend, total cost

export { type DispersionRatio, dispersionRatio, logDispersionRatios } from './dispersion-ratio.ts';
export { type RatioOfMeans, ratioOfMeans } from './ratio-of-means.ts';
export { type TheilSen, theilSen } from './theil-sen.ts';

// Design of a run

export { williamsSquare } from './williams.ts';

// Distributions the methods above rest on

export { binomialHalfCdf, binomialLogPmf } from './binomial.ts';
export { incompleteBeta } from './incomplete-beta.ts';
export { logGamma } from './log-gamma.ts';
export { normalQuantile } from './normal-quantile.ts';
export { studentQuantile } from './student-quantile.ts';
