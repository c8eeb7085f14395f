/** Whether markup is closed: what a parser would want of a file that stands alone. */

/** Names of elements that were opened and not closed in order. */
export function unclosed(svg: string): string[] {
  const open: string[] = [];
  for (const [, slash, name = '', , self] of svg.matchAll(/<(\/?)([a-zA-Z]+)((?:\s[^<>]*?)?)(\/?)>/g)) {
    if (slash) {
      if (open.at(-1) !== name) return [...open, `/${name}`];
      open.pop();
    } else if (!self) open.push(name);
  }
  return open;
}

/** A tag on each line, so that a difference can be read. */
export function tagByTag(svg: string): string {
  return svg.replaceAll('><', '>\n<');
}
