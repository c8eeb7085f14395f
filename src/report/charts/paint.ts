/** Colours by what they are for: variables of the page's style sheet, or written out for a file that stands alone. */

/** One line style for each arm: told apart by colour, by dashes and by the shape of their marks, so also in greyscale. */
export const armCount = 8;

export type Paint = {
  readonly ink: string;
  /** Text and lines that stand back. */
  readonly quiet: string;
  /** Grid and frames. */
  readonly rule: string;
  readonly ground: string;
  /** Areas that carry no data of their own: limits, margins of equivalence. */
  readonly wash: string;
  /** Where attention is due: a refusal, a void control, a major fault. */
  readonly alarm: string;
  /** Amounts from few to many, five of them, told apart by lightness. */
  readonly shades: readonly string[];
  readonly arms: readonly string[];
};

function variables(count: number, name: string): string[] {
  return Array.from({ length: count }, (_, index) => `var(--${name}-${index})`);
}

/** As the style sheet says, light or dark. */
export const pagePaint: Paint = {
  ink: 'var(--ink)',
  quiet: 'var(--quiet)',
  rule: 'var(--rule)',
  ground: 'var(--ground)',
  wash: 'var(--wash)',
  alarm: 'var(--alarm)',
  shades: variables(5, 'shade'),
  arms: variables(armCount, 'arm'),
};

/** The light colours of the style sheet, for files. */
export const filePaint: Paint = {
  ink: '#1b1b1a',
  quiet: '#5c5b57',
  rule: '#d9d7d0',
  ground: '#ffffff',
  wash: '#f1efe9',
  alarm: '#b3261e',
  shades: ['#a9cbe6', '#6fa5d2', '#3b7fb8', '#1c5a94', '#082f5c'],
  arms: ['#0067a8', '#c24a00', '#00805f', '#a8478c', '#8a6500', '#17798f', '#7d4f9e', '#4d4d4d'],
};
