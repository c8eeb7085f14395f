/** The commands, in the order in which help shows them; each is declared here and performed by the file of its name in commands/. */
import type { Command } from '@commander-js/extra-typings';
import { declareCompare } from './compare.ts';
import { declareLayout } from './layout.ts';
import { declareList } from './list.ts';
import { declareMachine } from './machine.ts';
import { declareRun } from './run.ts';
import { declareSchema } from './schema.ts';
import { declareShow } from './show.ts';
import { declareTrace } from './trace.ts';
import { declareTrust } from './trust.ts';

export const declarations: Readonly<Record<string, (program: Command) => void>> = {
  run: declareRun,
  compare: declareCompare,
  layout: declareLayout,
  trace: declareTrace,
  list: declareList,
  machine: declareMachine,
  show: declareShow,
  trust: declareTrust,
  schema: declareSchema,
};

/** Their names. */
export const commandNames: readonly string[] = Object.keys(declarations);
