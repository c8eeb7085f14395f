/** What a run had planned: its stages, with what each asks, how often, of which arms, at which sizes. */
import type { Stage } from '../../../model/experiment.ts';
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

function howInWords(stage: Stage): string {
  switch (stage.kind) {
    case 'repetition':
      return `as it stands, ${formatNumber(stage.repetitions, 'time')}, memory ${stage.memory.replace('-', ' ')}`;
    case 'commands':
      return `commands, ${formatNumber(stage.maxBlocks, 'block')} at the most`;
    case 'scenarios':
      return `scenarios, ${formatNumber(stage.blocks, 'block')}${stage.compare.length > 0 ? `, compares ${stage.compare.join(' + ')}` : ''}`;
    default: {
      const designs = [...new Set(stage.cells.map(({ design }) => design.kind))].join(', ');
      const blocks = stage.kind === 'calibration' ? stage.blocks : stage.maxBlocks;
      const measured = stage.kind === 'calibration' ? 'calibrates' : `compares ${stage.measure.join(' + ')}`;
      return `${measured}; ${designs}, ${formatNumber(blocks, 'block')} at the most`;
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

export function PlanTable({ stages }: { readonly stages: readonly Stage[] }) {
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
              <td>{howInWords(stage)}</td>
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
