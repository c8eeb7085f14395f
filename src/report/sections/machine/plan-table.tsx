/** What a run had planned: its stages, with what each asks, how often, of which arms, at which sizes. */
import type { Stage } from '../../../model/experiment.ts';
import type { RunHeader } from '../../../model/run.ts';
import { formatBytes, formatNumber } from '../../../model/units.ts';
import { stageArms } from './arm-in-words.ts';

/** More arms than these are folded. */
const mostArms = 6;
/** More stages than these are folded. */
const mostStages = 12;

function sizesInWords(stage: Stage): string {
  if (stage.kind === 'commands' || stage.kind === 'scenarios') return '–';
  const sizes =
    stage.kind === 'repetition' ? [stage.sizeBytes] : stage.cells.map(({ sizeBytes }) => sizeBytes);
  const different = [...new Set(sizes)].sort((one, other) => one - other);
  const [first = 0, last = 0] = [different[0], different.at(-1)];
  if (different.length === 1) return formatBytes(first);
  return `${formatBytes(first)} to ${formatBytes(last)}, ${different.length} sizes`;
}

/** `asked`: for the whole run, which goes before a stage's own limit; 0 where nothing was asked. As the runner takes it. */
function blocksInWords(stage: Exclude<Stage, { kind: 'repetition' }>, asked: number): string {
  const own = 'maxBlocks' in stage ? stage.maxBlocks : stage.blocks;
  const most = asked === 0 ? own : stage.kind === 'calibration' ? Math.min(asked, own) : asked;
  return formatNumber(most, 'block');
}

function howInWords(stage: Stage, asked: number): string {
  switch (stage.kind) {
    case 'repetition':
      return `as it stands, ${formatNumber(stage.repetitions, 'time')}, memory ${stage.memory.replace('-', ' ')}`;
    case 'commands':
      return `commands, ${blocksInWords(stage, asked)} at the most`;
    case 'scenarios':
      return `scenarios, ${blocksInWords(stage, asked)}${stage.compare.length > 0 ? `, compares ${stage.compare.join(' + ')}` : ''}`;
    default: {
      const designs = [...new Set(stage.cells.map(({ design }) => design.kind))].join(', ');
      const measured = stage.kind === 'calibration' ? 'calibrates' : `compares ${stage.measure.join(' + ')}`;
      return `${measured}; ${designs}, ${blocksInWords(stage, asked)} at the most`;
    }
  }
}

function Arms({ stage }: { readonly stage: Stage }) {
  const arms = stageArms(stage);
  const list = (
    <ul class="arms">
      {arms.map(({ name, text }, index) => (
        <li key={index}>
          <b>{name}</b> {text}
        </li>
      ))}
    </ul>
  );
  if (arms.length <= mostArms) return list;
  return (
    <details>
      <summary>{arms.length} arms</summary>
      {list}
    </details>
  );
}

export function PlanTable({ header: { plan, settings } }: { readonly header: RunHeader }) {
  const { stages } = plan;
  const table = (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="scroll" tabIndex={0} aria-label="Stages">
      <table class="plan">
        <thead>
          <tr>
            <th scope="col">stage</th>
            <th scope="col">how</th>
            <th scope="col">sizes</th>
            <th scope="col">arms</th>
          </tr>
        </thead>
        <tbody>
          {stages.map((stage, index) => (
            <tr key={index}>
              <th scope="row">
                {stage.name}
                <span class="stage-question">{stage.question}</span>
              </th>
              <td>{howInWords(stage, settings.maxBlocks)}</td>
              <td>{sizesInWords(stage)}</td>
              <td>
                <Arms stage={stage} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
  if (stages.length <= mostStages) return table;
  return (
    <details>
      <summary>The {stages.length} stages of the run</summary>
      {table}
    </details>
  );
}
