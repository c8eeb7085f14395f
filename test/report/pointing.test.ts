import { expect, test } from 'vitest';
import { createPointing } from '../../src/report/figure/pointing.ts';

test('charts hear of places of their own link, and of its end', () => {
  const pointing = createPointing();
  const heard: (string | null)[][] = [[], [], []];
  const ends = ['sizes', 'sizes', 'pairs'].map((link, chart) =>
    pointing.listen(link, (key) => heard[chart]?.push(key)),
  );
  pointing.point({ link: 'sizes', key: '4096' });
  pointing.point({ link: 'pairs', key: '17' });
  ends[0]?.();
  pointing.point({ link: 'sizes', key: '8192' });
  pointing.point(null);
  expect(heard).toEqual([
    ['4096', null],
    ['4096', null, '8192', null],
    ['17', null],
  ]);
});
