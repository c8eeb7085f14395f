/** Options of `compare` in hyperfine's spelling, for commander; and every combination of the parameters' values. */
import { Problem } from '../model/problem.ts';

/** Options that mean one of ours. */
const aliases: Record<string, string> = {
  '--show-output': '--output=inherit',
  '--export-json': '--export',
};

/**
 * The arguments after `compare`, up to `--`, with `-L VAR a,b` as one word (`--parameter-list=VAR=a,b`) and a bare `-i` told
 * from one with codes: commander knows neither an option of two words nor one whose value may be a command.
 */
export function joinOptions(args: readonly string[]): string[] {
  const end = args.indexOf('--');
  const own = end < 0 ? args : args.slice(0, end);
  const joined: string[] = [];
  for (let at = 0; at < own.length; at++) {
    const [word = '', next = '', after = ''] = own.slice(at, at + 3);
    if (['-L', '--parameter-list'].includes(word) && next !== '' && !next.includes('=')) {
      joined.push(`--parameter-list=${next}=${after}`);
      at += 2;
    } else if (['-i', '--ignore-failure'].includes(word)) {
      const codes = /^\d+(,\d+)*$/.test(next);
      joined.push(`--ignore-failure=${codes ? next : 'all-non-zero'}`);
      if (codes) at++;
    } else {
      const [name = '', ...value] = word.split('=');
      joined.push(aliases[name] === undefined ? word : [aliases[name], ...value].join('='));
    }
  }
  return [...joined, ...(end < 0 ? [] : args.slice(end))];
}

export type Parameters = Readonly<Record<string, string>>;

function parseList(text: string): readonly [name: string, values: readonly string[]] {
  const at = text.indexOf('=');
  const [name, list] = [text.slice(0, at), text.slice(at + 1)];
  if (at > 0 && /^[\w-]+$/.test(name) && list !== '') return [name, list.split(',')];
  throw new Problem(
    'bad-parameter',
    `--parameter-list '${text.replace('=', ' ')}' is not a name and its values`,
    "write -L threads 1,2,4 and {threads} in the command: -L threads 1,2,4 -- 'sort --parallel={threads} big.txt'",
  );
}

/** Every combination of the lists' values; one empty combination where there is no list. */
export function combineParameters(lists: readonly string[]): Parameters[] {
  let combined: Parameters[] = [{}];
  for (const [name, values] of lists.map(parseList)) {
    if (combined.some((one) => name in one)) {
      throw new Problem(
        'bad-parameter',
        `the parameter '${name}' is given twice`,
        'give all its values in one list',
      );
    }
    combined = combined.flatMap((one) => values.map((value) => ({ ...one, [name]: value })));
  }
  return combined;
}

/** The text with every `{NAME}` of a parameter replaced; other braces stay as they are. */
export function fillIn(text: string, parameters: Parameters): string {
  return Object.entries(parameters).reduce(
    (filled, [name, value]) => filled.replaceAll(`{${name}}`, value),
    text,
  );
}
