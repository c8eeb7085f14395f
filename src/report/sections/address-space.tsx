/** Where the parts of a process lie, with address-space randomisation and without: the pictures, what differs, what explains it. */
import type { Report } from '../../model/report.ts';
import type { Chart } from '../charts/chart.ts';
import { chartName } from '../charts/chart-name.ts';
import { layoutChart } from '../charts/layout/layout-chart.tsx';
import { sums } from '../charts/layout/layout-words.ts';
import { Figure } from '../figure/figure.tsx';
import { Below } from '../parts/subheading.tsx';
import type { Section } from '../section.ts';
import { differences, titleOf } from './address-space/differences.ts';
import { type LayoutSet, layoutSets } from './address-space/layout-sets.ts';
import { AnchorTable, GapTable } from './address-space/layout-tables.tsx';

function chartOf(set: LayoutSet, index: number, report: Report): Chart {
  const [{ letter }] = set;
  const place = report.layouts.length > 2 ? String(index + 1) : '';
  return layoutChart(
    {
      name: chartName('address-space', letter, place),
      title: titleOf(set),
      description: set.map((one) => `${one.title}: ${sums(one.layout)}.`).join(' '),
    },
    set,
  );
}

function SetTitle({ set, several }: { readonly set: LayoutSet; readonly several: boolean }) {
  const [{ letter, layout }] = set;
  if (!several) return null;
  return (
    <h3>
      {letter === '' ? null : <span class="letter">{letter}</span>} {layout.name}
    </h3>
  );
}

function Caveats({ set }: { readonly set: LayoutSet }) {
  const caveats = [...new Set(set.flatMap(({ layout }) => layout.caveats))];
  if (caveats.length === 0) return null;
  return (
    <ul class="sentences">
      {caveats.map((caveat) => (
        <li key={caveat}>{caveat}</li>
      ))}
    </ul>
  );
}

export const addressSpace: Section = {
  id: 'address-space',
  title: 'Address space',
  appliesTo: ({ layouts }) => layouts.length > 0,
  charts: (report) => layoutSets(report).map((set, index) => chartOf(set, index, report)),
  Body: ({ report }) => {
    const sets = layoutSets(report);
    return (
      <>
        {sets.map((set, index) => (
          <section key={index}>
            <SetTitle set={set} several={sets.length > 1} />
            {differences(set).map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            <Caveats set={set} />
            <Below heading={sets.length > 1}>
              <Figure chart={chartOf(set, index, report)} />
            </Below>
            <AnchorTable set={set} />
            <GapTable set={set} />
          </section>
        ))}
      </>
    );
  },
};
