/** The section of address spaces. */
import { describe, expect, test } from 'vitest';
import { arrangeForReport } from '../../src/cli/layout/arrange-for-report.ts';
import { makeLayout } from '../../src/layout/index.ts';
import type { Report } from '../../src/model/report.ts';
import { layoutSets } from '../../src/report/sections/address-space/layout-sets.ts';
import { addressSpace } from '../../src/report/sections/address-space.tsx';
import { makeImage, makeVma } from '../layout/image.ts';
import { recordedProcess } from '../machine/process/fixture.ts';
import { emptyReport } from './empty-report.ts';
import { sectionMarkup } from './recorded-report.tsx';

const layoutOf = (name: string, letter = '') =>
  arrangeForReport(makeLayout(recordedProcess(name)), { title: name, letter });
const random = layoutOf('pie');
const fixed = layoutOf('no-randomization');
const reportOf = (...layouts: Report['layouts']): Report => ({ ...emptyReport, layouts });

describe('address spaces', () => {
  test('of one program with and without randomisation are one picture, the fixed one first', () => {
    expect(layoutSets(reportOf(random, fixed))).toEqual([[fixed, random]]);
    expect(layoutSets(reportOf(fixed, random))).toEqual([[fixed, random]]);
  });

  test('of two programs, of two runs, or of one setting are pictures of their own', () => {
    expect(layoutSets(reportOf(random, random))).toHaveLength(2);
    expect(layoutSets(reportOf(fixed, layoutOf('node')))).toHaveLength(2);
    expect(layoutSets(reportOf({ ...fixed, letter: 'A' }, { ...random, letter: 'B' }))).toHaveLength(2);
  });

  test('are compared in sentences: what moved, and what lies between bss and heap', () => {
    const markup = sectionMarkup(addressSpace, reportOf(fixed, random));
    expect(markup).toMatch(/Randomisation moved the program base \([+−][\d.]+ [KMGT]iB\), /);
    expect(markup).toMatch(/Without randomisation the heap begins where bss ends; with it, [\d.]+ [KMG]iB/);
    // One of the two recordings has threads.
    expect(markup).toContain('Not everything lies in the same order');
    expect(markup).toMatch(/ASLR moves program, heap, mappings and stack of /);
  });

  test('that are equal are said to be so', () => {
    const same = { ...fixed, layout: { ...fixed.layout, randomised: true } };
    const markup = sectionMarkup(addressSpace, reportOf(fixed, same));
    expect(markup).toContain('Randomisation moved nothing that exec chose.');
    expect(markup).toContain('lies at the same addresses with ASLR off and on');
    expect(markup).toContain('The same things lie in the same order');
    expect(markup).toContain('In both there are ');
  });

  test('of which little is known have a section all the same', () => {
    const bare = makeLayout(makeImage([makeVma(0x10000, 0x20000, 'r--p', `/${'x'.repeat(10_000)}`)]));
    const markup = sectionMarkup(addressSpace, reportOf(arrangeForReport(bare, { title: 'bare' })));
    expect(markup).not.toMatch(/undefined|NaN/);
    expect(markup).toContain('Gaps: what is not mapped');
  });

  test('are hidden where there are none', () => {
    expect(addressSpace.appliesTo(emptyReport)).toBe(false);
  });

  test('have names of their own, however many there are', () => {
    const charts = addressSpace.charts(reportOf(fixed, fixed, random, layoutOf('node')));
    expect(new Set(charts.map(({ name }) => name)).size).toBe(3);
  });

  test('are as they were', async () => {
    const report = reportOf(fixed, random);
    const tables = sectionMarkup(addressSpace, report).replace(/<figure[\s\S]*<\/figure>/, '');
    await expect(tables).toMatchFileSnapshot('../golden/report/address-space.html');
  });
});
