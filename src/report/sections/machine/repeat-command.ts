/** The command that repeats a recorded run: as it was typed, its order of trials drawn from the same seed, its run file a new one. */
import type { RunHeader } from '../../../model/run.ts';
import { quoteWords } from '../../parts/shell-words.ts';

/** Commands that record a run. Without one the words belong to `run`. */
const recorders = ['run', 'compare', 'claims', 'explain'];
/** What names a file to write or to go on with: none is written over. */
const ofFiles = ['--out', '--resume'];
/** What is done with the page. */
const ofPages = ['--report', '--open'];

export type Repeat = {
  /** As a shell takes it. */
  readonly command: string;
  /** What to know before it is pasted; one sentence each. */
  readonly remarks: readonly string[];
};

function hasOption(words: readonly string[], name: string): boolean {
  return words.some((word) => word === name || word.startsWith(`${name}=`));
}

function withoutFiles(words: readonly string[]): string[] {
  const options = [...ofFiles, ...ofPages];
  return words.filter((word, index) => {
    const before = words[index - 1] ?? '';
    if (ofFiles.includes(before)) return false;
    if (before === '--report' && !word.startsWith('-')) return false;
    return !options.some((name) => word === name || word.startsWith(`${name}=`));
  });
}

function remarksOf(words: readonly string[], seeded: boolean, { plan }: RunHeader): string[] {
  const directory = plan.stages.find((stage) => stage.kind === 'commands')?.directory;
  return [
    ...(seeded ? [] : ['explain takes no seed: the order of trials will be another one.']),
    ...(directory === undefined ? [] : [`It was given in ${directory}, where its commands ran.`]),
    ...(words.some((word) => /\ufffd|…$/.test(word))
      ? [
          'Characters that a page does not show, or too many of them, were replaced: the run file has the words as they were.',
        ]
      : []),
  ];
}

export function repeatCommand(header: RunHeader): Repeat {
  const [first, ...others] = header.command;
  const known = first !== undefined && recorders.includes(first);
  const name = known ? first : 'run';
  const words = known ? others : header.command;
  const end = words.indexOf('--');
  const own = withoutFiles(end < 0 ? words : words.slice(0, end));
  const rest = end < 0 ? [] : words.slice(end);
  const takesSeed = name !== 'explain';
  const seed = !takesSeed || hasOption(own, '--seed') ? [] : ['--seed', String(header.settings.seed)];
  const all = [name, ...own, ...seed, ...rest];
  return { command: quoteWords(['firsttouch', ...all]), remarks: remarksOf(all, takesSeed, header) };
}
