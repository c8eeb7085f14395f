// Reads the one figure of tools that have a workload of their own: stress-ng, perf bench and lmbench.

function figure(text, pattern, tool) {
  const value = Number(pattern.exec(text)?.[1] ?? Number.NaN);
  if (!(value > 0)) throw new Error(`${tool} printed no figure above zero: ${text.trim().slice(-400)}`);
  return value;
}

/** From `stress-ng --fault 1 --yaml FILE`: nanoseconds per page fault, and bogo operations per second of wall time. */
export function parseStressNg(yaml) {
  return {
    perFaultNs: figure(yaml, /^ *nanosecs-per-page-fault: ([\d.]+)$/m, 'stress-ng'),
    operationsPerSecond: figure(yaml, /^ *bogo-ops-per-second-real-time: ([\d.]+)$/m, 'stress-ng'),
  };
}

/** From `perf bench -f simple mem memset -f default`: bytes per second. */
export function parsePerfBench(text) {
  return figure(text, /^([\d.]+)$/m, 'perf bench');
}

/** From `lat_pagefault FILE`: microseconds per page fault. */
export function parseLatPagefault(text) {
  return figure(text, /^Pagefaults on .*: ([\d.]+) microseconds$/m, 'lat_pagefault');
}
