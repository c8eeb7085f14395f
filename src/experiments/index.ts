/** The experiments, in the order in which `list` shows them. Each is one file. */
import type { Experiment } from '../model/experiment.ts';
import { addressLayout } from './address-layout.ts';
import { allocators } from './allocators.ts';
import { demandPaging } from './demand-paging.ts';
import { faultCosts } from './fault-costs.ts';
import { fileMappings } from './file-mappings.ts';
import { fileRead } from './file-read.ts';
import { fork } from './fork.ts';
import { growth } from './growth.ts';
import { hugePages } from './huge-pages.ts';
import { limits } from './limits.ts';
import { mallocOrMmap } from './malloc-or-mmap.ts';
import { mallocVsMmap } from './malloc-vs-mmap.ts';
import { nodeMemory } from './node-memory.ts';
import { post } from './post.ts';
import { postProgram } from './post-program.ts';
import { randomAccess } from './random-access.ts';
import { release } from './release.ts';
import { sharing } from './sharing.ts';
import { threads } from './threads.ts';
import { threshold } from './threshold.ts';
import { untouchedMemory } from './untouched-memory.ts';
import { waysIn } from './ways-in.ts';
import { zeroedMemory } from './zeroed-memory.ts';

export { type ArmOptions, makeArm, makeStep, withPattern } from './make-arm.ts';
export { scenarioArm, scenarioStage } from './make-scenario-stage.ts';

export const experiments: readonly Experiment[] = [
  post,
  mallocVsMmap,
  waysIn,
  addressLayout,
  allocators,
  demandPaging,
  faultCosts,
  fileMappings,
  fileRead,
  fork,
  growth,
  hugePages,
  limits,
  mallocOrMmap,
  nodeMemory,
  postProgram,
  randomAccess,
  release,
  sharing,
  threads,
  threshold,
  untouchedMemory,
  zeroedMemory,
];
