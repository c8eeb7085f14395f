/** A command line into words as a POSIX shell would split it, and whether it needs a shell at all. */
import { Problem } from '../model/problem.ts';

/** `words` without their quotes; `needsShell` names the first thing that only a shell understands. */
export type SplitLine = { readonly words: readonly string[]; readonly needsShell: string | undefined };

/** What the shell does itself: there is no such program, or not one that does the same. */
const shellWords = new Set(
  '! { } [[ . : alias bg break builtin case cd command continue coproc declare eval exec exit export fg for function getopts hash if jobs local read readonly return select set shift source time times trap type ulimit umask unalias unset until wait while'.split(
    ' ',
  ),
);

const operators = /[|&;<>()`$\n*?[#~=]/;

/** Reads one line; `needsShell` is the first reason found. */
class Splitter {
  readonly words: string[] = [];
  needsShell: string | undefined;
  #word: string | undefined;
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  run(): void {
    while (this.#at < this.#text.length) {
      const character = this.#text[this.#at++] as string;
      if (character === ' ' || character === '\t') this.#end();
      else if (character === "'") this.#single();
      else if (character === '"') this.#double();
      else if (character === '\\') this.#escaped();
      else this.#plain(character);
    }
    this.#end();
    const [first = ''] = this.words;
    if (shellWords.has(first)) this.needsShell ??= `'${first}'`;
  }

  #add(text: string): void {
    this.#word = (this.#word ?? '') + text;
  }

  #end(): void {
    if (this.#word !== undefined) this.words.push(this.#word);
    this.#word = undefined;
  }

  #plain(character: string): void {
    // '#' and '~' mean something at the start of a word only, '=' only in words before the command.
    const begins = this.#word === undefined;
    const special =
      operators.test(character) &&
      (!'#~='.includes(character) || (character === '=' ? this.words.length === 0 : begins));
    if (special) this.needsShell ??= character === '\n' ? 'more than one line' : `'${character}'`;
    this.#add(character);
  }

  #escaped(): void {
    const next = this.#text[this.#at++];
    if (next === undefined) throw this.#unfinished('a backslash');
    if (next !== '\n') this.#add(next);
  }

  #single(): void {
    const end = this.#text.indexOf("'", this.#at);
    if (end < 0) throw this.#unfinished("a single quote (')");
    this.#add(this.#text.slice(this.#at, end));
    this.#at = end + 1;
  }

  #double(): void {
    this.#add('');
    for (;;) {
      const character = this.#text[this.#at++];
      if (character === undefined) throw this.#unfinished('a double quote (")');
      if (character === '"') return;
      if (character === '$' || character === '`') this.needsShell ??= `'${character}'`;
      const next = this.#text[this.#at] ?? '';
      if (character === '\\' && '$`"\\\n'.includes(next) && next !== '') {
        if (next !== '\n') this.#add(next);
        this.#at++;
      } else {
        this.#add(character);
      }
    }
  }

  #unfinished(what: string): Problem {
    return new Problem(
      'bad-command',
      `the command '${this.#text}' has ${what} that nothing ends`,
      'quote the whole command once more: firsttouch compare -- "sort -k \'1 2\'"',
    );
  }
}

/** Throws a Problem for a quote that is not closed. */
export function splitWords(text: string): SplitLine {
  const splitter = new Splitter(text);
  splitter.run();
  return { words: splitter.words, needsShell: splitter.needsShell };
}
