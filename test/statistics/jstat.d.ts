/** The few members of jstat, which ships no types, that serve as oracles. */
declare module 'jstat' {
  interface Distribution {
    inv(p: number, degreesOfFreedom: number): number;
  }
  const members: {
    gammaln(x: number): number;
    quantiles(values: number[], p: number[], alpha: number, beta: number): number[];
    covariance(a: number[], b: number[]): number;
    binomial: { pdf(k: number, n: number, p: number): number; cdf(k: number, n: number, p: number): number };
    normal: { inv(p: number, mean: number, sd: number): number };
    studentt: Distribution;
    beta: { cdf(x: number, a: number, b: number): number; inv(p: number, a: number, b: number): number };
  };
  const jstat: { jStat: typeof members };
  export = jstat;
}
