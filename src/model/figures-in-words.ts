/** Figures of scenarios by name: the unit stands last in the name, and says how the figure is written. */
import type { Finding } from './finding.ts';
import { formatBytes, formatCount, formatDuration } from './units.ts';

type Figure = NonNullable<Finding['figures']>[string];

const units: readonly (readonly [suffix: string, format: (value: number) => string])[] = [
  ['Ns', formatDuration],
  ['Bytes', formatBytes],
];

/** `residentPagesAfter` to `resident pages after`, `touchNs` to `touch`. */
export function figureName(name: string): string {
  const bare = name.endsWith('Ns') ? name.slice(0, -2) : name;
  return bare.replace(
    /([a-z0-9])([A-Z])/g,
    (_, before: string, letter: string) => `${before} ${letter.toLowerCase()}`,
  );
}

/** An address, and what else has no unit, is a count. */
export function figureInWords(name: string, figure: Figure | undefined): string {
  if (figure === undefined || figure === null) return '-';
  if (typeof figure === 'string') return figure;
  if (typeof figure !== 'number') return `${figure.length} values`;
  if (/Address$|^address/.test(name)) return `0x${figure.toString(16)}`;
  const unit = units.find(([suffix]) => name.endsWith(suffix));
  return unit ? unit[1](figure) : formatCount(figure);
}
