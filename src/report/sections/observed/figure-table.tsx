/** What the arms of a stage read, side by side; what all of them agree on is said once, below. */
import { figureInWords, figureName } from '../../../model/figures-in-words.ts';
import type { Finding } from '../../../model/finding.ts';

/** Lists up to this long are written out. */
const mostWritten = 8;
/** Drawn in a section of its own. */
const drawn = 'residentRuns';

function namesOf(findings: readonly Finding[]): string[] {
  const names = findings.flatMap(({ figures = {} }) => Object.keys(figures));
  return [...new Set(names)].filter((name) => name !== drawn);
}

export function cellText(finding: Finding, name: string): string {
  const figure = finding.figures?.[name];
  return Array.isArray(figure) && figure.length <= mostWritten
    ? figure.map((value) => figureInWords(name, value)).join(', ')
    : figureInWords(name, figure);
}

/** Of one arm nothing is common. */
export function isConstant(findings: readonly Finding[], name: string): boolean {
  const [first, ...others] = findings.map((finding) => cellText(finding, name));
  return others.length > 0 && others.every((text) => text === first);
}

type FigureTableProps = {
  /** Of the stage. */
  readonly name: string;
  readonly findings: readonly Finding[];
};

export function FigureTable({ name: stage, findings }: FigureTableProps) {
  const names = namesOf(findings);
  const same = names.filter((name) => isConstant(findings, name));
  const differing = names.filter((name) => !same.includes(name));
  const [first] = findings;
  return (
    <>
      {differing.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section class="scroll" tabIndex={0} aria-label={`${stage}: readings by arm`}>
          <table class="figures">
            <thead>
              <tr>
                <td />
                {findings.map(({ arm }) => (
                  <th key={arm} scope="col" class="number">
                    {arm}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {differing.map((name) => (
                <tr key={name}>
                  <th scope="row">{figureName(name)}</th>
                  {findings.map((finding) => (
                    <td key={finding.arm} class="number">
                      {cellText(finding, name)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {first && same.length > 0 ? (
        <p class="same">
          The same in every arm:{' '}
          {same.map((name) => `${figureName(name)} ${cellText(first, name)}`).join(', ')}.
        </p>
      ) : null}
    </>
  );
}
