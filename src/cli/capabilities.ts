/** What this machine can do, put together for the experiments from the probe's description and the libraries found. */
import { pagesPerFault } from '../analysis/index.ts';
import { findAllocators } from '../machine/index.ts';
import type { Capabilities } from '../model/experiment.ts';
import type { MachineSettings } from '../model/machine.ts';
import type { ProbeDescription, StrategyDescription } from '../model/probe.ts';

/** Why regions of the strategy cannot be touched chunk by chunk beside others. */
function whyNotInterleaved(strategy: StrategyDescription): string | undefined {
  if (strategy.backing === 'none') return 'it obtains nothing';
  if (strategy.exclusive) return 'there can be only one such region at a time';
  if (strategy.populates) return 'its pages are all there before the first touch';
  return strategy.pages === 'default' || strategy.pages === 'base'
    ? undefined
    : 'its pages are larger than a chunk';
}

/** An arm that changes nothing about its pages. */
const plain = { environment: {}, thpDisable: false };

/** A region that follows the machine's setting may get huge pages unasked. */
function largestFaultBytes(
  supported: readonly StrategyDescription[],
  pageSizeBytes: number,
  settings: MachineSettings,
): number {
  const following = supported.filter((strategy) => strategy.pages === 'default');
  const pages = following.map((strategy) => pagesPerFault(settings, strategy, plain, pageSizeBytes));
  return pageSizeBytes * Math.max(1, ...pages);
}

export function capabilitiesOf(probe: ProbeDescription, settings: MachineSettings): Capabilities {
  const able = probe.strategies.filter((strategy) => strategy.unsupported === null);
  const supported = able.filter((strategy) => !strategy.calibrates);
  return {
    calibrators: able.filter((strategy) => strategy.calibrates).map((strategy) => strategy.name),
    hugePageSizeBytes: probe.hugePageSizeBytes,
    strategies: supported.map((strategy) => strategy.name),
    patterns: probe.patterns.map((pattern) => pattern.name),
    hugeStrategies: supported
      .filter((strategy) => strategy.pages === 'huge')
      .map((strategy) => strategy.name),
    statefulStrategies: supported.filter((strategy) => strategy.viaMalloc).map((strategy) => strategy.name),
    notInterleaved: Object.fromEntries(
      supported.flatMap((strategy) => {
        const why = whyNotInterleaved(strategy);
        return why === undefined ? [] : [[strategy.name, why]];
      }),
    ),
    largestFaultBytes: largestFaultBytes(supported, probe.pageSizeBytes, settings),
    pageSizeBytes: probe.pageSizeBytes,
    allocators: findAllocators(),
  };
}
