/** What a run comes to: every kind of finding, in the order in which they are told. */
import type { Finding } from '../model/finding.ts';
import type { Analysis } from './analysis.ts';
import { findAdvice } from './findings/advice.ts';
import { findCalibrations } from './findings/calibrations.ts';
import { findColdMemory } from './findings/cold-memory.ts';
import { findCommandEstimates } from './findings/command-estimates.ts';
import { findCommands } from './findings/commands.ts';
import { findComparisons } from './findings/comparisons.ts';
import { findConclusions } from './findings/conclusions.ts';
import { findDecompositions } from './findings/decompositions.ts';
import { findDesigns } from './findings/designs.ts';
import { findDispersion } from './findings/dispersion.ts';
import { findEstimates } from './findings/estimates.ts';
import { findGates } from './findings/gates.ts';
import { findRankings } from './findings/ranking.ts';
import { findRepetitions } from './findings/repetitions.ts';
import { findScenarios } from './findings/scenarios.ts';
import { findTrustworthiness } from './findings/trustworthiness.ts';
import { findWaits } from './findings/waits.ts';

/** Every finding of the run so far, gates and conclusions first. */
export function computeFindings(analysis: Analysis): Finding[] {
  const evidence = [
    ...findRepetitions(analysis),
    ...findComparisons(analysis),
    ...findCommands(analysis),
    ...findScenarios(analysis),
    ...findCalibrations(analysis),
    ...findDecompositions(analysis),
    ...findDesigns(analysis),
    ...findRankings(analysis),
    ...findAdvice(analysis),
    ...findDispersion(analysis),
    ...findEstimates(analysis),
    ...findCommandEstimates(analysis),
    ...findColdMemory(analysis),
    ...findWaits(analysis),
    ...findTrustworthiness(analysis),
  ];
  return [...findGates(analysis), ...findConclusions(analysis, evidence), ...evidence];
}
