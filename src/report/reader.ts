/** What the reader of a page has chosen: which arms are off, and which place is pointed at. Shared by all charts. */
import { createContext } from 'preact';
import type { Arms } from './charts/arms.ts';

export type Pointed = { readonly link: string; readonly key: string };

export type Reader = {
  readonly arms: Arms;
  readonly hidden: ReadonlySet<string>;
  readonly toggle: (arm: string) => void;
  readonly pointed: Pointed | null;
  readonly point: (at: Pointed | null) => void;
};

export const ReaderContext = createContext<Reader>({
  arms: () => ({ index: 0, colour: (paint) => paint.arms[0] as string, dash: undefined, mark: 'circle' }),
  hidden: new Set(),
  toggle: () => {},
  pointed: null,
  point: () => {},
});
