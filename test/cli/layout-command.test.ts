/** `firsttouch layout` as it is typed: a live process in each form, and refusals that say what to do. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { firsttouch, temporaryFolder } from './fixture.ts';

const told = (text: string): string => text.replaceAll(/\s+/g, ' ');

describe('firsttouch layout', () => {
  test('draws a live process, in text and into an SVG file', async () => {
    const folder = temporaryFolder();
    const outcome = await firsttouch(['layout', String(process.pid), '--svg', 'here.svg'], folder);
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(outcome.stdout).toContain('stack');
    expect(outcome.stdout).toContain('Anchors');
    expect(outcome.stderr).toBe('drawn as SVG: here.svg\n');
    expect(readFileSync(join(folder, 'here.svg'), 'utf8')).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });

  test('prints JSON and nothing else', async () => {
    const outcome = await firsttouch(['layout', 'self', '--format', 'json'], temporaryFolder());
    expect(outcome.stderr).toBe('');
    const document = JSON.parse(outcome.stdout);
    expect(document.items[0].start).toBe('0x0');
    const totals = document.totals;
    expect(totals.regionCount).toBeGreaterThan(10);
  });

  test('lists every VMA with its rule', async () => {
    const outcome = await firsttouch(['layout', 'self', '--regions'], temporaryFolder());
    expect(outcome.stdout).toMatch(/^addresses +size +may +resident +shared +rule +what$/m);
    expect(outcome.stdout).toMatch(/ 2 +stack: stack$/m);
  });

  test.each([
    [[], 'no process'],
    [['abc'], "'abc' is not the number of a process"],
    [['-1'], "'-1' is not the number"],
    [['1', '2'], 'draws one process'],
    [['1', '--format', 'xml'], "no format 'xml'"],
  ])('refuses %j: %s', async (args, why) => {
    const folder = temporaryFolder();
    const outcome = await firsttouch(['layout', ...args], folder);
    expect(outcome.code).toBe(2);
    expect(outcome.stdout).toBe('');
    expect(told(outcome.stderr)).toContain(why);
    expect(outcome.stderr).toContain('try: ');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('says that there is no such process, and that a file cannot be written', async () => {
    const none = await firsttouch(['layout', '4194303999'], temporaryFolder());
    expect(none.code).toBe(3);
    expect(none.stderr).toContain('try: ');
    const lost = await firsttouch(['layout', 'self', '--svg', 'no/such/folder/a.svg'], temporaryFolder());
    expect(told(lost.stderr)).toContain('cannot write no/such/folder/a.svg: ENOENT');
  });
});
