/** A record of faults with its columns summed up: absolute times and addresses. */
import type { FaultsRecord } from '../../model/trace.ts';

export type FaultBatch = {
  readonly record: FaultsRecord;
  readonly timesNs: Float64Array;
  readonly addresses: Float64Array;
  /** 1 for a major fault. */
  readonly major: Uint8Array;
};

export function decodeFaults(record: FaultsRecord): FaultBatch {
  const { length } = record.times;
  const timesNs = new Float64Array(length);
  const addresses = new Float64Array(length);
  const major = new Uint8Array(length);
  let [time, address] = [record.atNs, 0];
  for (let index = 0; index < length; index++) {
    time += record.times[index] as number;
    address += record.addresses[index] as number;
    timesNs[index] = time;
    addresses[index] = address;
  }
  for (const index of record.major ?? []) major[index] = 1;
  return { record, timesNs, addresses, major };
}
