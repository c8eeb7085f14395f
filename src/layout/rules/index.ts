/** The rules of classification in their order: the first that answers decides. Rule 16 is an attribute, see huge-pages.ts. */
import { allocatorRegion } from './allocator-region.ts';
import { arena } from './arena.ts';
import { bss } from './bss.ts';
import { mappedFile } from './file.ts';
import { guard } from './guard.ts';
import { heap } from './heap.ts';
import { hugetlb } from './hugetlb.ts';
import { kernelPage } from './kernel-page.ts';
import { library } from './library.ts';
import { mainStack } from './main-stack.ts';
import { mallocChunk } from './malloc-chunk.ts';
import { namedAnonymous } from './named-anonymous.ts';
import { program } from './program.ts';
import type { Rule } from './rule.ts';
import { sharedMemory } from './shared-memory.ts';
import { threadStack } from './thread-stack.ts';
import { unknown } from './unknown.ts';
import { v8 } from './v8.ts';

export { type HugePages, hugePagesOf } from './huge-pages.ts';
export type { Place, Rule, Verdict } from './rule.ts';

export const rules: readonly Rule[] = [
  kernelPage,
  mainStack,
  heap,
  hugetlb,
  sharedMemory,
  namedAnonymous,
  threadStack,
  arena,
  program,
  bss,
  library,
  mallocChunk,
  allocatorRegion,
  v8,
  mappedFile,
  guard,
  unknown,
];
