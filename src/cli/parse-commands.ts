/** The commands of `compare` and their hooks, as typed, to arms. */
import type { CommandArm, CommandHooks } from '../model/experiment.ts';
import { Problem } from '../model/problem.ts';
import { combineParameters, fillIn, type Parameters } from './parameter-list.ts';
import { splitWords } from './split-words.ts';

export type CommandOptions = {
  readonly shell?: string | boolean;
  readonly setup?: readonly string[];
  readonly prepare?: readonly string[];
  readonly conclude?: readonly string[];
  readonly cleanup?: readonly string[];
  readonly commandName?: readonly string[];
  readonly parameterList?: readonly string[];
};

const usualShell = '/bin/sh';
/** The probe takes so many words, and a request line of 64 KiB. */
const mostWords = 512;
const mostBytes = 48 * 1024;
/** A longer line gets a letter for a name; the heading says which is which. */
const longestName = 36;

/** The shell asked for: a name, null for none, undefined where it is left to the command. */
function askedShell({ shell }: CommandOptions): string | null | undefined {
  if (shell === undefined || shell === true) return undefined;
  return shell === false || shell === 'none' ? null : shell;
}

function throughShell(shell: string, line: string): { argv: string[]; shell: string } {
  return { argv: [...splitWords(shell).words, '-c', line], shell };
}

/** What is executed for a line. */
function executed(line: string, options: CommandOptions): Pick<CommandArm, 'argv' | 'shell'> {
  const shell = askedShell(options);
  if (line.trim() === '') {
    throw new Problem(
      'bad-command',
      'a command is empty',
      "quote each command: -- 'sort a.txt' 'sort -u a.txt'",
    );
  }
  if (typeof shell === 'string') return throughShell(shell, line);
  const { words, needsShell } = splitWords(line);
  return shell === undefined && needsShell !== undefined
    ? throughShell(usualShell, line)
    : { argv: [...words], shell: null };
}

function requireFits(argv: readonly string[], line: string): void {
  const bytes = Buffer.byteLength(JSON.stringify(argv));
  if (argv.length <= mostWords && bytes <= mostBytes) return;
  throw new Problem(
    'long-command',
    `the command '${line.slice(0, 40)}...' has ${argv.length} words in ${bytes} bytes; the probe takes ${mostWords} and ${mostBytes}`,
    'put it into a script, and compare that',
  );
}

type HookName = keyof CommandHooks;

/** A hook given once is for all commands; otherwise there is one for each. Only --prepare and --conclude may differ. */
function hookLine(
  lines: readonly string[],
  name: HookName,
  command: number,
  count: number,
): string | undefined {
  if (lines.length <= 1) return lines[0];
  const each = name === 'prepare' || name === 'conclude';
  if (each && lines.length === count) return lines[command];
  throw new Problem(
    'bad-hook',
    `--${name} is given ${lines.length} times for ${count} commands`,
    each ? 'give it once, or once for each command' : 'give it once: parameters like {VAR} are filled in',
  );
}

/** Hooks go through a shell unless -N or -S say otherwise: they are not measured. */
function hooksOf(
  command: number,
  count: number,
  parameters: Parameters,
  options: CommandOptions,
): CommandHooks {
  const hooks: Partial<Record<HookName, readonly string[]>> = {};
  for (const name of ['setup', 'prepare', 'conclude', 'cleanup'] as const) {
    const line = hookLine(options[name] ?? [], name, command, count);
    if (line === undefined) continue;
    const filled = fillIn(line, parameters);
    const { argv } = executed(filled, { shell: options.shell ?? usualShell });
    requireFits(argv, filled);
    hooks[name] = argv;
  }
  return hooks;
}

/** Distinct names: as asked for, the line where it is short, else a letter. */
function namesOf(lines: readonly string[], given: readonly string[]): string[] {
  const taken = new Set<string>();
  return lines.map((line, index) => {
    const letter = index < 26 ? String.fromCharCode(65 + index) : `command ${index + 1}`;
    const wanted = given[index] ?? (line.length <= longestName && !line.includes('\n') ? line : letter);
    let name = wanted;
    for (let copy = 2; taken.has(name); copy++) name = `${wanted} (${copy})`;
    taken.add(name);
    return name;
  });
}

/** The commands with all combinations of the parameters filled in. Throws a Problem. */
export function parseCommands(lines: readonly string[], options: CommandOptions): CommandArm[] {
  const combinations = combineParameters(options.parameterList ?? []);
  const all = lines.flatMap((line) =>
    combinations.map((parameters) => ({ line: fillIn(line, parameters), parameters })),
  );
  const given = options.commandName ?? [];
  if (given.length > all.length) {
    throw new Problem(
      'too-many-names',
      `--command-name is given ${given.length} times for ${all.length} commands`,
      'give it once for each command, in their order',
    );
  }
  const filledNames = given.map((name, index) => fillIn(name, all[index]?.parameters ?? {}));
  const names = namesOf(
    all.map(({ line }) => line),
    filledNames,
  );
  return all.map(({ line, parameters }, index) => {
    const { argv, shell } = executed(line, options);
    requireFits(argv, line);
    const hooks = hooksOf(index, all.length, parameters, options);
    return { name: names[index] ?? line, line, argv, shell, parameters, hooks };
  });
}
