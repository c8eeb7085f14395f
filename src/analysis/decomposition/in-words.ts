/** Terms as a sentence has them. */
import { formatBytes, formatDuration, formatNumber, formatPercent } from '../../model/units.ts';
import type { Amount, Term } from './decompose.ts';

/** `+0.6 ms`, `-6.9 ms`. */
export function signed(ns: number): string {
  return `${ns >= 0 ? '+' : ''}${formatDuration(Math.abs(ns) < 0.5 ? 0 : ns)}`;
}

/** `-6.9 ms (-7.1 ms..-6.7 ms)`; without an interval where the blocks were too few for one. */
export function amountInWords({ ns, interval }: Amount): string {
  const bounded = Number.isFinite(interval.low) && Number.isFinite(interval.high);
  return `${signed(ns)} (${bounded ? `${signed(interval.low)}..${signed(interval.high)}` : 'no interval yet'})`;
}

/** A part of a whole in percent; of nothing there is no part. */
export function shareOf(partNs: number, wholeNs: number): string {
  return wholeNs === 0 ? 'no share' : formatPercent(partNs / wholeNs);
}

function subjectOf({ name, count }: Term): string {
  const n = Math.abs(count);
  const way = count < 0 ? 'fewer' : 'more';
  if (n === 0) return name === 'stores' ? 'the same bytes stored into other pages' : `other ${name}`;
  switch (name) {
    case 'system calls':
      return `${formatNumber(n, `system call`)} ${way}`;
    case 'exceptions':
      return count < 0
        ? `${formatNumber(n, 'exception')} that it does not take`
        : `${formatNumber(n, 'exception')} more`;
    case 'zeroing':
      return `${formatBytes(n)} ${count < 0 ? 'less' : 'more'} to zero`;
    case 'stores':
      return 'stores';
    default:
      return `${formatNumber(n, 'page')} ${way} to set up${name === 'page set-up' ? '' : ' and zero'}`;
  }
}

/** The largest term with its subject and its share of the measured difference, the others that matter, the rest in one figure. */
export function termsInWords(terms: readonly Term[], wholeNs: number): string {
  const ordered = terms.filter(({ ns }) => ns !== 0).toSorted((a, b) => Math.abs(b.ns) - Math.abs(a.ns));
  const [largest, ...others] = ordered;
  if (!largest) return 'the counts are the same';
  const matters = others.filter(({ ns }) => Math.abs(ns) >= Math.abs(wholeNs) / 100);
  const rest = others.filter((term) => !matters.includes(term));
  const words = [
    `${subjectOf(largest)} make ${amountInWords(largest)}, ${shareOf(largest.ns, wholeNs)} of it`,
    ...matters.map((term) => `${term.name} ${amountInWords(term)}`),
  ];
  if (rest.length > 0)
    words.push(
      `${rest.map(({ name }) => name).join(', ')} ${signed(rest.reduce((sum, { ns }) => sum + ns, 0))}`,
    );
  return words.join('; ');
}

/** Where one arm's own time goes: shares of it. */
export function sharesInWords(terms: readonly Term[], wholeNs: number): string {
  return terms
    .filter(({ ns }) => Math.abs(ns) >= wholeNs / 1000)
    .toSorted((a, b) => b.ns - a.ns)
    .map(({ name, ns }) => `${name} ${shareOf(ns, wholeNs)}`)
    .join(', ');
}
