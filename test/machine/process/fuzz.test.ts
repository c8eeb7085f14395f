/** maps and smaps, damaged a hundred thousand times each: only refusals that quote the line, and never a VMA that was not written. */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { expect, test } from 'vitest';
import { parseMaps, parseSmaps } from '../../../src/machine/index.ts';
import type { Vma } from '../../../src/model/process-image.ts';
import type { Reading } from '../../../src/model/reading.ts';
import { recordedText } from './fixture.ts';

const INPUTS = 100_000;
const NUMBERS = ['18446744073709551616', '9007199254740993', 'ffffffffffffffff', '-1', '00', '0'];

/** Whole numbers below a bound, the same in every run. */
function numbersFrom(seed: number): (below: number) => number {
  const generator = xoroshiro128plus(seed);
  return (below) => (generator.next() >>> 0) % below;
}

type Damage = (lines: string[], line: number, random: (below: number) => number) => void;

const replaceIn = (text: string, at: number, length: number, by: string): string =>
  text.slice(0, at) + by + text.slice(at + length);

const damages: readonly Damage[] = [
  (lines, i, random) => {
    const text = lines[i] ?? '';
    const at = random(text.length + 1);
    lines[i] = replaceIn(text, at, 1, String.fromCharCode((text.charCodeAt(at) || 0) ^ (1 << random(8))));
  },
  (lines, i, random) => {
    const at = random((lines[i] ?? '').length + 1);
    lines[i] = replaceIn(lines[i] ?? '', at, 1, 'f0-: \t.kB[A\\'.charAt(random(12)));
  },
  (lines, i, random) => void (lines[i] = (lines[i] ?? '').slice(0, random((lines[i] ?? '').length + 1))),
  (lines, i) => void lines.splice(i, 0, lines[i] ?? ''),
  (lines, i) => void lines.splice(i, 1),
  (lines, i, random) => void lines.splice(random(lines.length + 1), 0, ...lines.splice(i, 1)),
  (lines, i, random) => {
    const number = NUMBERS[random(NUMBERS.length)] ?? '';
    const numbers = [...(lines[i] ?? '').matchAll(/[0-9a-f]+/g)];
    const hit = numbers[random(Math.max(1, numbers.length))];
    if (hit) lines[i] = replaceIn(lines[i] ?? '', hit.index, hit[0].length, number);
  },
  (lines, i) => void lines.splice(i, 2, (lines[i] ?? '') + (lines[i + 1] ?? '')),
];

/** One to three damages of a few lines of a recorded text; now and then it is cut off. Latin-1, so that any byte may come. */
function damaged(lines: readonly string[], random: (below: number) => number): string {
  const copy = [...lines];
  for (let left = 1 + random(3); left > 0; left--)
    damages[random(damages.length)]?.(copy, random(copy.length), random);
  const text = `${copy.join('\n')}\n`;
  return random(10) === 0 ? text.slice(0, random(text.length)) : text;
}

const hex = (value: number): string => BigInt(value).toString(16).padStart(8, '0');

/** The line that the kernel writes for a VMA, up to the inode; then its name. */
function written({ start, end, permissions, offsetBytes, device, path, deleted }: Vma): [string, string] {
  const { read, write, execute, shared } = permissions;
  const letters = `${read ? 'r' : '-'}${write ? 'w' : '-'}${execute ? 'x' : '-'}${shared ? 's' : 'p'}`;
  const name = path.replaceAll('\n', '\\012') + (deleted ? ' (deleted)' : '');
  return [`${hex(start)}-${hex(end)} ${letters} ${hex(offsetBytes)} ${device} `, name];
}

/** Holds every VMA against the line that it came from, and their order. Answers what is wrong. */
function complaint(vmas: readonly Vma[], lines: readonly string[]): string | undefined {
  if (vmas.length !== lines.length) return `${vmas.length} VMAs from ${lines.length} lines`;
  let end = 0;
  for (const [i, vma] of vmas.entries()) {
    const line = lines[i] ?? '';
    const [before, name] = written(vma);
    const rest = /^(\d+) *(.*)$/s.exec(line.slice(before.length));
    // Beyond 2^53 an inode is the nearest double.
    const same =
      Number(rest?.[1]) === vma.inode && Buffer.from(rest?.[2] ?? '?', 'latin1').toString() === name;
    if (!line.startsWith(before) || !same || vma.start < end || vma.end <= vma.start) return line;
    end = vma.end;
  }
  return undefined;
}

type Parse = (chunks: readonly Buffer[], path: string) => Reading<readonly Vma[]>;

/** How many inputs were understood; fails at the first that was understood wrongly or refused without quoting. */
function survive(
  seeds: readonly string[][],
  parse: Parse,
  check: (vmas: readonly Vma[], text: string) => string | undefined,
) {
  const random = numbersFrom(20_261_123);
  let understood = 0;
  for (let i = 0; i < INPUTS; i++) {
    const text = damaged(seeds[i % seeds.length] ?? [], random);
    const reading = parse([Buffer.from(text, 'latin1')], '/f');
    if (reading.state === 'measured') understood++;
    const wrong =
      reading.state === 'measured'
        ? check(reading.value, text)
        : /^\/f: expected .+(, found .+|before the end)$/s.test(reading.reason)
          ? undefined
          : reading.reason;
    if (wrong !== undefined) expect.fail(`${wrong}\n${text}`);
  }
  return understood;
}

const NAMES = ['files', 'shared-memory', 'arenas', 'no-randomization-legacy'];

test('a hundred thousand damaged maps give only what is written in them, or a refusal', () => {
  const seeds = NAMES.flatMap((name) => {
    const lines = recordedText(name, 'maps').trimEnd().split('\n');
    return [lines.slice(0, 6), lines.slice(-6), lines.slice(10, 16)];
  });
  const understood = survive(seeds, parseMaps, (vmas, text) =>
    complaint(vmas, text.split('\n').slice(0, -1)),
  );
  expect(understood).toBeGreaterThan(INPUTS / 20);
  expect(understood).toBeLessThan(INPUTS);
});

test('a hundred thousand damaged smaps give only what is written in them, or a refusal', () => {
  const seeds = NAMES.flatMap((name) => {
    const vmas = recordedText(name, 'smaps').split(/(?<=VmFlags.*\n)/);
    return [vmas.slice(0, 2), vmas.slice(-2)].map((some) => some.join('').trimEnd().split('\n'));
  });
  const understood = survive(seeds, parseSmaps, (vmas, text) => {
    const lines = text.split('\n').slice(0, -1);
    const wrong = complaint(
      vmas,
      lines.filter((line) => !/^\w[\w()]*:/.test(line)),
    );
    const resident = vmas.flatMap(({ usage }) => usage?.rssBytes ?? []);
    const inText = lines.flatMap((line) =>
      line.startsWith('Rss:') ? Number.parseInt(line.slice(4), 10) * 1024 : [],
    );
    return wrong ?? (resident.join() === inText.join() ? undefined : `Rss ${resident.join()}`);
  });
  expect(understood).toBeGreaterThan(INPUTS / 20);
  expect(understood).toBeLessThan(INPUTS);
});
