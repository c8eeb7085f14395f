/** The whole page: what the reader has chosen, the list of sections, the sections that have evidence. */
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Report } from '../model/report.ts';
import { armStyles } from './charts/arms.ts';
import { createPointing, PointingContext } from './figure/pointing.ts';
import { type Reader, ReaderContext } from './figure/reader.ts';
import { Heading } from './head/heading.tsx';
import { sections } from './sections/index.ts';

function toggled(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(names);
  if (!next.delete(name)) next.add(name);
  return next;
}

/** Holds what the reader chooses. Its children stay the same, so that sections do not make their charts anew. */
function Reading({
  arms: names,
  children,
}: {
  readonly arms: readonly string[];
  readonly children: ComponentChildren;
}) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [pointing] = useState(createPointing);
  const arms = useMemo(() => armStyles(names), [names]);
  const reader = useMemo<Reader>(
    () => ({ arms, hidden, toggle: (arm) => setHidden((before) => toggled(before, arm)) }),
    [arms, hidden],
  );
  return (
    <PointingContext.Provider value={pointing}>
      <ReaderContext.Provider value={reader}>{children}</ReaderContext.Provider>
    </PointingContext.Provider>
  );
}

export function Page({ report }: { readonly report: Report }) {
  const shown = sections.filter((section) => section.appliesTo(report));
  return (
    <Reading arms={report.arms}>
      <Heading report={report} sections={shown} />
      <main>
        {shown.map(({ id, title, Body }) => (
          <section key={id} id={id} aria-labelledby={`${id}-title`}>
            <h2 id={`${id}-title`}>{title}</h2>
            <Body report={report} />
          </section>
        ))}
      </main>
    </Reading>
  );
}
