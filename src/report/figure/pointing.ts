/** Which place is pointed at. Only the charts of its link hear of it: a pointer that moves redraws nothing else. */
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';

/** Charts of one link show the place of the same key. */
export type Pointed = { readonly link: string; readonly key: string };

type Listener = (key: string | null) => void;

export type Pointing = {
  readonly point: (at: Pointed | null) => void;
  /** Returns what ends it. */
  readonly listen: (link: string, listener: Listener) => () => void;
};

export function createPointing(): Pointing {
  const listeners = new Map<string, Set<Listener>>();
  let link: string | null = null;
  const tell = (key: string | null): void => {
    for (const listener of listeners.get(link ?? '') ?? []) listener(key);
  };
  return {
    point: (at) => {
      if (at?.link !== link) tell(null);
      link = at?.link ?? null;
      if (at) tell(at.key);
    },
    listen: (own, listener) => {
      const all = listeners.get(own) ?? new Set();
      listeners.set(own, all.add(listener));
      return () => all.delete(listener);
    },
  };
}

export const PointingContext = createContext<Pointing>(createPointing());

/** The key that is pointed at in charts of a link, and how to point elsewhere in them. */
export function usePointed(link: string): { key: string | null; point: (key: string | null) => void } {
  const pointing = useContext(PointingContext);
  const [key, setKey] = useState<string | null>(null);
  useEffect(() => pointing.listen(link, setKey), [pointing, link]);
  return { key, point: (to) => pointing.point(to === null ? null : { link, key: to }) };
}
