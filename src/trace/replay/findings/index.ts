/** The kinds of finding that a replay looks for: each is one file. The order is the order in which they are told. */
import type { Watcher } from '../watcher.ts';
import { BreakSwings } from './break-swings.ts';
import { FailedCalls } from './failed-calls.ts';
import { GivenUpMemory } from './given-up-memory.ts';
import { LockedMemory } from './locked-memory.ts';
import { MappingChurn } from './mapping-churn.ts';
import { MappingCount } from './mapping-count.ts';
import { MovedThreshold } from './moved-threshold.ts';
import { NeverUnmapped } from './never-unmapped.ts';
import { ProtectionChanges } from './protection-changes.ts';

/** Fresh ones, for one trace. */
export function makeWatchers(): Watcher[] {
  return [
    new FailedCalls(),
    new MappingChurn(),
    new BreakSwings(),
    new MovedThreshold(),
    new GivenUpMemory(),
    new ProtectionChanges(),
    new MappingCount(),
    new NeverUnmapped(),
    new LockedMemory(),
  ];
}
