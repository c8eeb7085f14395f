/** The conditions every method asks of its arguments; broken ones are the caller's mistake, never a result. */

/** Throws RangeError unless `alpha`, a probability of error, lies strictly between 0 and 1. */
export function requireAlpha(alpha: number): void {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha must lie between 0 and 1, got ${alpha}`);
}

/** Throws RangeError unless `n` is a whole number, 0 or more. */
export function requireCount(n: number): void {
  if (!(Number.isSafeInteger(n) && n >= 0)) throw new RangeError(`a count must be whole and >= 0, got ${n}`);
}

/** Throws RangeError unless two series that are read index by index have the same length. */
export function requireSameLength(a: ArrayLike<number>, b: ArrayLike<number>): void {
  if (a.length !== b.length) {
    throw new RangeError(`paired series must have equal lengths, got ${a.length} and ${b.length}`);
  }
}
