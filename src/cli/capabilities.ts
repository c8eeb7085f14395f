/** What this machine can do, put together for the experiments from the probe's description and the libraries found. */
import { findAllocators } from '../machine/index.ts';
import type { Capabilities } from '../model/experiment.ts';
import type { ProbeDescription } from '../model/probe.ts';

export function capabilitiesOf(probe: ProbeDescription): Capabilities {
  const supported = probe.strategies.filter((strategy) => strategy.unsupported === null);
  return {
    strategies: supported.map((strategy) => strategy.name),
    patterns: probe.patterns.map((pattern) => pattern.name),
    hugeStrategies: supported
      .filter((strategy) => strategy.pages === 'huge')
      .map((strategy) => strategy.name),
    allocators: findAllocators(),
  };
}
