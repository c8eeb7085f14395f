/** Names of charts: anchors on the page, and files. */

const mostCharacters = 60;

function slug(part: string): string {
  const words = part.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return words.slice(0, mostCharacters).replace(/^-+|-+$/g, '');
}

/** Whether the slug of another part could be the same. Letters of runs and ids of claims are upper-case, and short. */
function losesSomething(part: string): boolean {
  return (
    part.length > mostCharacters || !/^(?:[a-z0-9]+(?:[ -][a-z0-9]+)*|[A-Z]{1,2}|[A-Z][0-9]+)?$/.test(part)
  );
}

/** FNV-1a of 32 bits, in base 36. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash.toString(36);
}

/**
 * `cost-against-size`, `B`, `write-all` to `cost-against-size-b-write-all`; empty parts are left out. Names of arms and commands may
 * be any text: where slugs could meet (`malloc@a`, `malloc;a`), a fingerprint of the parts keeps the names apart.
 */
export function chartName(...parts: readonly string[]): string {
  const end = parts.some(losesSomething) ? fingerprint(JSON.stringify(parts)) : '';
  return [...parts.map(slug), end].filter((part) => part !== '').join('-');
}

/** The names as files: one that was taken gets a number. */
export function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let own = name;
    for (let copy = 2; taken.has(own); copy++) own = `${name}-${copy}`;
    taken.add(own);
    return own;
  });
}
