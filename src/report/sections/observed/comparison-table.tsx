/** Times of phases against those of the first arm: ratio, interval, and the verdict in a word. */
import type { Finding } from '../../../model/finding.ts';
import { formatInterval } from '../../../model/units.ts';

function ratioInWords({ ratio, interval }: Finding): string {
  return ratio === null
    ? '-'
    : formatInterval(ratio, interval?.low ?? 0, interval?.high ?? Number.POSITIVE_INFINITY);
}

function verdictInWords({ verdict, ratio }: Finding): string {
  return verdict === 'different' && ratio !== null
    ? `different: ${ratio < 1 ? 'faster' : 'slower'}`
    : (verdict ?? '');
}

type ComparisonTableProps = {
  /** Of the stage. */
  readonly name: string;
  readonly findings: readonly Finding[];
};

export function ComparisonTable({ name, findings }: ComparisonTableProps) {
  const [first] = findings;
  if (!first) return null;
  const arms = [...new Set(findings.map(({ arm }) => arm))];
  const phases = [...new Set(findings.map(({ phase }) => phase))];
  const blocks = [...new Set(findings.map(({ n }) => n))].sort((one, other) => one - other).join(' or ');
  const of = (arm: string | null, phase: string | null): Finding | undefined =>
    findings.find((finding) => finding.arm === arm && finding.phase === phase);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="scroll" tabIndex={0} aria-label={`${name}: times compared`}>
      <table class="figures">
        <caption>
          Time over {first.reference}’s, with its interval, n = {blocks} blocks
        </caption>
        <thead>
          <tr>
            <td />
            {phases.map((phase) => (
              <th key={phase} scope="col">
                {phase}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {arms.map((arm) => (
            <tr key={arm}>
              <th scope="row">{arm}</th>
              {phases.map((phase) => {
                const finding = of(arm, phase);
                return (
                  <td key={phase}>
                    {finding ? (
                      <>
                        <span class="ratio">{ratioInWords(finding)}</span>
                        <br />
                        <span class={finding.verdict === 'different' ? 'decided' : 'open'}>
                          {verdictInWords(finding)}
                        </span>
                      </>
                    ) : (
                      '-'
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
