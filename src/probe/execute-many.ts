/** Executes one command many times, each held at its start: where the kernel put it, time after time. */
import { constants } from 'node:os';
import type { HeldExecution, LayoutConditions } from '../model/held-command.ts';
import { type BuiltProbe, buildProbe } from './build.ts';
import { findCommand } from './find-command.ts';
import { holdRequestOf } from './hold.ts';
import { type HoldLine, startHold } from './hold-session.ts';
import { endingInWords, endingOf, refusalOf } from './hold-words.ts';

export type ManyExecutions = LayoutConditions & {
  readonly words: readonly string[];
  /** `main` shows the libraries as well; `exec` is twice as fast. */
  readonly at: 'exec' | 'main';
  /** 1 to 10,000,000. */
  readonly executions: number;
};

type Unheld = Extract<HoldLine, { readonly unheld: string }>;

function unheldInWords({ unheld, errno, signal, exitCode }: Unheld): string {
  if (signal !== undefined) return `it ${endingInWords(endingOf({ signal }))} before the point`;
  if (exitCode !== undefined) return `it ${endingInWords(endingOf({ exitCode }))} before the point`;
  const name = Object.entries(constants.errno).find(([, value]) => value === errno)?.[0];
  return name ? `${unheld}: ${name}` : unheld;
}

/**
 * Yields each execution as it is read, one about every millisecond for a small program; stdin, stdout and stderr of each are
 * /dev/null, and each is ended at the point. Leaving the loop ends the rest. Throws a Problem as holdCommand does.
 */
export async function* executeMany(
  command: ManyExecutions,
  built: BuiltProbe = buildProbe(),
): AsyncGenerator<HeldExecution, void, void> {
  const path = findCommand(command.words[0] ?? '');
  const request = { ...holdRequestOf(command), program: path, executions: command.executions };
  const session = startHold(built.path, request, command.words, 'ignore');
  try {
    for (;;) {
      const line = await session.next();
      if ('done' in line) return;
      if ('refused' in line) throw refusalOf(line.refused, command.words, path);
      if ('unheld' in line) yield { unheld: unheldInWords(line) };
      else if ('maps' in line && line.maps !== null && line.stat !== null)
        yield { maps: line.maps, stat: line.stat };
      else yield { unheld: 'its maps could not be read whole' };
    }
  } finally {
    await session.close();
  }
}
