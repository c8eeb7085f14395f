/**
 * A value, or the reason there is none. The one type that carries honesty: a kernel that refuses is a result,
 * never an exception and never a zero.
 */
export type Reading<T> =
  | { readonly state: 'measured'; readonly value: T }
  | { readonly state: 'unavailable'; readonly reason: string };

/** Wraps a value that was really read. */
export function measured<T>(value: T): Reading<T> {
  return { state: 'measured', value };
}

/** Says why there is no value; `reason` names what was attempted and what the kernel answered. */
export function unavailable(reason: string): { readonly state: 'unavailable'; readonly reason: string } {
  return { state: 'unavailable', reason };
}

/** The value, or `undefined` where the reading is unavailable. */
export function measuredValue<T>(reading: Reading<T>): T | undefined {
  return reading.state === 'measured' ? reading.value : undefined;
}

/** Applies `change` to a measured value; an unavailable reading keeps its reason. */
export function mapReading<T, U>(reading: Reading<T>, change: (value: T) => U): Reading<U> {
  return reading.state === 'measured' ? measured(change(reading.value)) : reading;
}
