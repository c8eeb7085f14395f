/** One run over the first: what is to be said before any number, then the ratios of medians. */
import type { Finding } from '../../../model/finding.ts';
import type { RunPair } from '../../../model/report.ts';
import { formatBytes, formatCount, formatDuration, formatInterval } from '../../../model/units.ts';

/** More rows than these are folded. */
const mostRows = 12;

function numberOf(figure: unknown): number | null {
  return typeof figure === 'number' ? figure : null;
}

function duration(figure: unknown): string {
  const ns = numberOf(figure);
  return ns === null ? '–' : formatDuration(ns);
}

/** Of what moved all arms alike nothing is left in it. */
function relative({ figures }: Finding): string {
  const ratio = numberOf(figures?.ratioOfRatios);
  if (ratio === null) return '';
  const [low, high] = [numberOf(figures?.ratioOfRatiosLow), numberOf(figures?.ratioOfRatiosHigh)];
  return formatInterval(ratio, low ?? 0, high ?? Number.POSITIVE_INFINITY);
}

function PairTable({ pair }: { readonly pair: RunPair }) {
  const { first, second, findings } = pair;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="scroll" tabIndex={0} aria-label={`Run ${second} over run ${first}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">arm</th>
            <th scope="col">where</th>
            <th scope="col" class="number">
              n, at least
            </th>
            <th scope="col" class="number">
              {first}
            </th>
            <th scope="col" class="number">
              {second}
            </th>
            <th scope="col" class="number">
              {second} over {first}
            </th>
            <th scope="col" class="number">
              against the reference
            </th>
          </tr>
        </thead>
        <tbody>
          {findings.map((finding, index) => {
            const { arm, stage, sizeBytes, phase, ratio, interval, n, figures } = finding;
            const [low, high] = [interval?.low ?? 0, interval?.high ?? Number.POSITIVE_INFINITY];
            const size = sizeBytes === null ? '' : `, ${formatBytes(sizeBytes)}`;
            return (
              <tr key={index}>
                <th scope="row" class="whole">
                  {arm}
                </th>
                <td>{`${stage}${size}${phase === null ? '' : `, ${phase.replaceAll('+', ' + ')}`}`}</td>
                <td class="number">{formatCount(n)}</td>
                <td class="number">{duration(figures?.firstNs)}</td>
                <td class="number">{duration(figures?.secondNs)}</td>
                <td class="number">{formatInterval(ratio ?? Number.NaN, low, high)}</td>
                <td class="number">{relative(finding)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

export function PairRatios({ pair }: { readonly pair: RunPair }) {
  const { first, second, remarks, findings } = pair;
  const [caution, ...moved] = remarks;
  if (findings.length === 0) {
    return (
      <p>
        {first} and {second} have nothing in common: no stage, size, pattern and arm of the same name was
        measured in both.
      </p>
    );
  }
  return (
    <>
      <h4>
        {second} over {first}
      </h4>
      <p>{caution}</p>
      {moved.length > 0 ? (
        <ul class="sentences">
          {moved.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      <p>
        Ratios of medians. The last column has each arm's ratio to its reference over what it was in {first}:
        what moved all arms alike is not in it.
      </p>
      {findings.length > mostRows ? (
        <details>
          <summary>{findings.length} ratios of medians</summary>
          <PairTable pair={pair} />
        </details>
      ) : (
        <PairTable pair={pair} />
      )}
    </>
  );
}
