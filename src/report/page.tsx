/** The whole page: what the reader has chosen, the list of sections, the sections that have evidence. */
import { useMemo, useState } from 'preact/hooks';
import type { Report } from '../model/report.ts';
import { armStyles } from './charts/arms.ts';
import { Heading } from './heading.tsx';
import { type Pointed, type Reader, ReaderContext } from './reader.ts';
import { sections } from './sections/index.ts';

function toggled(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(names);
  if (!next.delete(name)) next.add(name);
  return next;
}

export function Page({ report }: { readonly report: Report }) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [pointed, point] = useState<Pointed | null>(null);
  const arms = useMemo(() => armStyles(report.arms), [report]);
  const shown = useMemo(() => sections.filter((section) => section.appliesTo(report)), [report]);
  const reader: Reader = {
    arms,
    hidden,
    toggle: (arm) => setHidden((names) => toggled(names, arm)),
    pointed,
    point,
  };
  return (
    <ReaderContext.Provider value={reader}>
      <Heading report={report} sections={shown} />
      <main>
        {shown.map(({ id, title, Body }) => (
          <section key={id} id={id} aria-labelledby={`${id}-title`}>
            <h2 id={`${id}-title`}>{title}</h2>
            <Body report={report} />
          </section>
        ))}
      </main>
    </ReaderContext.Provider>
  );
}
