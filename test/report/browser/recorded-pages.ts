/** Which pages are tested whole: a run of each kind, and two runs on one page. */
export const recordedPages: readonly { readonly name: string; readonly files: readonly string[] }[] = [
  ['post.jsonl'],
  ['sizes.jsonl'],
  ['claims.jsonl'],
  ['sharing.jsonl'],
  ['demand-paging.jsonl'],
  ['commands.jsonl'],
  ['post.jsonl', 'sizes.jsonl'],
].map((files) => ({ name: files.join(' and '), files }));
