/** What the reader of a page has chosen: which arms are off. Shared by all charts. */
import { createContext } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Arms } from '../charts/arms.ts';

export type Reader = {
  readonly arms: Arms;
  readonly hidden: ReadonlySet<string>;
  readonly toggle: (arm: string) => void;
};

export const ReaderContext = createContext<Reader>({
  arms: () => ({ index: 0, colour: (paint) => paint.arms[0] as string, dash: undefined, mark: 'circle' }),
  hidden: new Set(),
  toggle: () => {},
});

/** Whether a script runs: false in the markup as it was written, true as soon as the page is alive. */
export function useLive(): boolean {
  const [live, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  return live;
}
