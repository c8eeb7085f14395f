/** The lines between `---` or `+++`: signals and endings. */

export type EndingLine =
  | { readonly what: 'signal'; readonly signal: string }
  | { readonly what: 'stopped' }
  | { readonly what: 'exited' }
  | { readonly what: 'killed'; readonly signal: string }
  | { readonly what: 'superseded'; readonly byTid: number };

const forms: readonly (readonly [RegExp, (word: string) => EndingLine])[] = [
  [/^--- (SIG\w+|SIGRT_\d+) (?:\{.*\} )?---$/, (signal) => ({ what: 'signal', signal })],
  [/^--- stopped by (SIG\w+) ---$/, () => ({ what: 'stopped' })],
  [/^\+\+\+ exited with (\d+) \+\+\+$/, () => ({ what: 'exited' })],
  [/^\+\+\+ killed by (SIG\w+)(?: \(core dumped\))? \+\+\+$/, (signal) => ({ what: 'killed', signal })],
  [
    /^\+\+\+ superseded by execve in pid (\d+) \+\+\+$/,
    (tid) => ({ what: 'superseded', byTid: Number(tid) }),
  ],
];

/** Undefined for what is none of them. */
export function parseEnding(text: string): EndingLine | undefined {
  for (const [form, make] of forms) {
    const [, word] = form.exec(text) ?? [];
    if (word !== undefined) return make(word);
  }
  return undefined;
}
