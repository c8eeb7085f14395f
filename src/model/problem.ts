/**
 * What is wrong, in the words a person needs: what was attempted on what and what was answered, then what to try next.
 * `code` names the kind for programs; `exitCode` is 2 for wrong usage, 3 for what this machine cannot do, and
 * 130 where Ctrl-C came first.
 */
export class Problem extends Error {
  readonly code: string;
  readonly hint: string;
  readonly exitCode: 2 | 3 | 130;

  constructor(code: string, message: string, hint: string, exitCode: 2 | 3 | 130 = 2) {
    super(message);
    this.name = 'Problem';
    this.code = code;
    this.hint = hint;
    this.exitCode = exitCode;
  }
}
