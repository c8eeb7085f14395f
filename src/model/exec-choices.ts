/** What exec decided of an address space, as two layouts of one program are compared by it. */
import type { Anchor, Layout } from './layout.ts';
import { measuredValue } from './reading.ts';

const names: readonly Anchor['name'][] = ['program base', 'end of bss', 'start_brk', 'mmap_base, observed'];

/** By name; undefined where it is not known. */
export type ExecChoice = { readonly name: string; readonly address: number | undefined };

/** `stackEnd`: where the group of the stack ends. */
export function execChoices(
  { anchors }: Pick<Layout, 'anchors'>,
  stackEnd: number | undefined,
): ExecChoice[] {
  const chosen = names.map((name) => {
    const anchor = anchors.find((one) => one.name === name);
    return { name, address: anchor && measuredValue(anchor.address)?.low };
  });
  return [...chosen, { name: 'end of the stack', address: stackEnd }];
}
