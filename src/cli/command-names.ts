/** The commands, in the order in which help shows them; each is one file in commands/. */
export const commandNames: readonly string[] = [
  'run',
  'compare',
  'layout',
  'trace',
  'list',
  'machine',
  'show',
  'trust',
  'schema',
];
