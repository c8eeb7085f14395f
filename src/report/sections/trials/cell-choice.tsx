/** Which cell and which arm are looked at: two lists to choose from, and what is shown where there is no script. */
import type { ReportCell } from '../../../model/report.ts';
import { formatNumber } from '../../../model/units.ts';
import { armContrasts, cellWords, pairNoun, shortName } from './decisive-cell.ts';

type Chosen = { readonly cell: number; readonly arm: number };

type ChoiceProps = {
  readonly label: string;
  readonly options: readonly string[];
  readonly value: number;
  readonly onChoice: (index: number) => void;
};

function Choice({ label, options, value, onChoice }: ChoiceProps) {
  if (options.length < 2) return null;
  return (
    <label>
      {label}{' '}
      <select
        autocomplete="off"
        value={value}
        onChange={(event) => onChoice(Number(event.currentTarget.value))}
      >
        {options.map((option, index) => (
          <option key={index} value={index} selected={index === value}>
            {option}
          </option>
        ))}
      </select>
    </label>
  );
}

type CellChoiceProps = {
  readonly cells: readonly ReportCell[];
  readonly chosen: Chosen;
  readonly choose: (chosen: Chosen) => void;
};

export function CellChoice({ cells, chosen, choose }: CellChoiceProps) {
  const cell = cells[chosen.cell] as ReportCell;
  const arms = armContrasts(cell);
  const others = [
    cells.length > 1 ? `${cells.length} cells` : '',
    arms.length > 1 ? `${arms.length} arms` : '',
  ].filter((part) => part !== '');
  return (
    <>
      <p>
        {cellWords(cell)}: {formatNumber(cell.blocks, pairNoun(cell))} of{' '}
        {formatNumber(cell.arms.length - 1, 'arm')} and an identical copy of{' '}
        {shortName(cell.arms[0]?.name ?? '')}.
        {others.length > 0 ? (
          <span class="still-only">
            {' '}
            To look at another of the {others.join(' or ')}, the page needs scripts.
          </span>
        ) : null}
      </p>
      <p class="choices live-only">
        <Choice
          label="Cell"
          options={cells.map(cellWords)}
          value={chosen.cell}
          onChoice={(index) => choose({ cell: index, arm: 0 })}
        />
        <Choice
          label="Arm"
          options={arms.map(({ arm }) => shortName(arm))}
          value={chosen.arm}
          onChoice={(arm) => choose({ ...chosen, arm })}
        />
      </p>
    </>
  );
}
