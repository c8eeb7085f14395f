/** One stage of scenarios: what its arms read, what took how long, and what could not be had. */
import type { ObservedStage } from '../../parts/observations.ts';
import { Subheading } from '../../parts/subheading.tsx';
import { ComparisonTable } from './comparison-table.tsx';
import { FigureTable } from './figure-table.tsx';

function Readings({ stage }: { readonly stage: ObservedStage }) {
  const { observations, nothing, comparisons } = stage;
  const said = [...nothing, ...observations.filter(({ sentence }) => sentence.includes('Not to be had'))];
  return (
    <>
      <FigureTable name={stage.name} findings={observations} />
      <ComparisonTable name={stage.name} findings={comparisons} />
      {said.map(({ arm, sentence }) => (
        <p key={arm} class="same">
          {sentence}
        </p>
      ))}
    </>
  );
}

/** `name`: as it is called here, below the name of its group. */
export function FoldedStage({ stage, name }: { readonly stage: ObservedStage; readonly name: string }) {
  return (
    <details>
      <summary>
        <b>{name}</b> {stage.question}
      </summary>
      <Readings stage={stage} />
    </details>
  );
}

export function OpenStage({ stage }: { readonly stage: ObservedStage }) {
  return (
    <section>
      <Subheading>
        {stage.name}: {stage.question}
      </Subheading>
      <Readings stage={stage} />
    </section>
  );
}
