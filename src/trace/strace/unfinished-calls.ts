/** Calls printed in two parts, because another thread's line came between: at most one of each thread. */

export type UnfinishedCall = {
  readonly tid: number;
  readonly atNs: number;
  /** From the name on, without the mark. */
  readonly text: string;
  /** The line as it came, for the case that no second part fits. */
  readonly line: string;
};

const mark = '<unfinished ...>';
const changed = / ?<(?:unfinished|pid changed to \d+) \.\.\.>$/;
const resumedForm = /^<\.\.\. (\w+) resumed>/;

/** The text of a first part without its mark; undefined where the line is none. */
export function firstPart(body: string): string | undefined {
  if (body.charCodeAt(body.length - 1) !== 62 || !body.endsWith('...>')) return undefined;
  if (body.endsWith(mark)) return body.slice(0, -mark.length).trimEnd();
  return changed.test(body) ? body.replace(changed, '') : undefined;
}

/** The call's name and what follows the mark; undefined where the line is no second part. */
export function secondPart(body: string): { readonly name: string; readonly rest: string } | undefined {
  const match = resumedForm.exec(body);
  return match ? { name: match[1] ?? '', rest: body.slice(match[0].length) } : undefined;
}

/** Both parts as one line would have them; undefined where they are not of the same call. */
export function joinParts(first: UnfinishedCall, second: { name: string; rest: string }): string | undefined {
  if (!first.text.startsWith(`${second.name}(`)) return undefined;
  return first.text + (second.rest.startsWith(' )') ? second.rest.slice(1) : second.rest);
}

/** As if the call had ended without an answer. */
export function cutShort(first: UnfinishedCall): string {
  return `${first.text}) = ?`;
}
