/** Each rule of classification decides about its example, and without it the answer is another one. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Classified, classify } from '../../src/layout/classify.ts';
import { factsOf } from '../../src/layout/facts.ts';
import { type Rule, rules } from '../../src/layout/rules/index.ts';
import { recordedProcess } from '../machine/process/fixture.ts';
import { type RuleExample, ruleExamples } from './rule-examples.ts';

/** What the rules say of the example's VMA; a word where none answers any more. */
function outcome(example: RuleExample, table: readonly Rule[]): Classified['region'] | 'no answer' {
  const index = example.image.vmas.findIndex(example.find);
  expect(index, 'the example has such a VMA').toBeGreaterThanOrEqual(0);
  try {
    return classify(factsOf(example.image), table)[index]!.region;
  } catch (error) {
    expect(String(error)).toContain('no rule of classification answered');
    return 'no answer';
  }
}

describe('the rules of classification', () => {
  test('are in the order of their numbers, 16 being an attribute', () => {
    expect(rules.map(({ number }) => number)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17, 18,
    ]);
  });

  test('are all listed that there are in the folder', () => {
    const folder = fileURLToPath(new URL('../../src/layout/rules', import.meta.url));
    const shared = ['index.ts', 'rule.ts', 'module-part.ts'];
    const files = readdirSync(folder).filter((name) => !shared.includes(name));
    const index = readFileSync(join(folder, 'index.ts'), 'utf8');
    const named = [...index.matchAll(/ from '\.\/([\w-]+\.ts)';$/gm)].map(([, file = '']) => file);
    expect(named.filter((name) => !shared.includes(name)).sort()).toEqual(files.sort());
  });

  test('each have an example', () => {
    expect(ruleExamples.map(({ rule }) => rule)).toEqual(rules.map(({ number }) => number));
  });

  for (const example of ruleExamples) {
    test(`${example.rule}: ${example.says}, and is not without this rule`, () => {
      const whole = outcome(example, rules);
      expect(whole).toMatchObject({ class: example.class, rule: { number: example.rule } });
      const without = outcome(
        example,
        rules.filter(({ number }) => number !== example.rule),
      );
      if (without === 'no answer') expect(example.rule).toBe(18);
      else {
        expect(without.rule.number).not.toBe(example.rule);
        expect([without.class, without.label]).not.toEqual([
          (whole as Classified['region']).class,
          (whole as Classified['region']).label,
        ]);
      }
    });
  }

  test('16: huge pages are an attribute of a region of any class, and are not told without this rule', () => {
    const facts = factsOf(recordedProcess('huge'));
    const backed = (classified: readonly Classified[]): number =>
      classified.reduce((sum, { region }) => sum + (region.hugePages?.backedBytes ?? 0), 0);
    expect(backed(classify(facts))).toBeGreaterThan(0);
    expect(classify(facts).some(({ region }) => region.hugePages?.eligible === true)).toBe(true);
    expect(backed(classify(facts, rules, () => null))).toBe(0);
  });
});
