/** Headings below that of a section: as deep as what stands above them, and of one look whatever their depth. */
import { type ComponentChildren, createContext, h } from 'preact';
import { useContext } from 'preact/hooks';

/** Of the headings here: 3 right below a section's own, 4 where a run, a trace or the like has a heading in between. */
const Depth = createContext<3 | 4>(3);

/** Below a heading of depth 3, where there is one. */
export function Below({
  heading,
  children,
}: {
  readonly heading: boolean;
  readonly children: ComponentChildren;
}) {
  return <Depth.Provider value={heading ? 4 : 3}>{children}</Depth.Provider>;
}

export function Subheading({ children }: { readonly children: ComponentChildren }) {
  return h(`h${useContext(Depth)}`, { class: 'minor' }, children);
}

/** Below a subheading. */
export function LeastHeading({ children }: { readonly children: ComponentChildren }) {
  return h(`h${useContext(Depth) + 1}`, { class: 'least' }, children);
}
