/** Names of charts: anchors on the page, and files. */

/** `Cost against size`, `B`, `malloc@jemalloc` to `cost-against-size-b-malloc-jemalloc`; empty parts are left out. */
export function chartName(...parts: readonly string[]): string {
  return parts
    .map((part) =>
      part
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 60),
    )
    .filter((part) => part !== '')
    .join('-');
}
