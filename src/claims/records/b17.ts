/** B17: LD_PRELOAD always takes effect. */
import type { Claim } from '../../model/claim.ts';
import { formatNumber } from '../../model/units.ts';
import { type ArmReadings, armOf, hasArm } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'allocators/preload';
const programs = ['static', 'musl', 'empty environment', 'wrong path'];

const acts = (arm: ArmReadings): boolean => arm.least('libraryMappings') > 0;

export const b17: Claim = {
  id: 'B17',
  title: 'setting LD_PRELOAD switches the allocator',
  statement: 'A program started with LD_PRELOAD set to another allocator uses that allocator.',
  source: ['recipes for containers', 'ld.so(8)'],
  prediction:
    'The library is mapped in every program so started. A program that was asked to load it and runs without it refutes it.',
  mechanism:
    'The dynamic linker reads the variable: a static program has none, and that of musl cannot load a library made for ' +
    'glibc. A supervisor that starts programs with an environment of its own drops it. A library that is not found is ' +
    'warned of on stderr and left out. For a program that gains privileges only libraries in trusted folders count.',
  caveats: [
    'The effect has to be seen in /proc/PID/maps of the process that does the work, not of its parent.',
  ],
  needs: [stage],
  decide(evidence) {
    const dynamic = armOf(evidence, stage, 'dynamic');
    requireEngaged(
      dynamic.least('asked') === 1 && acts(dynamic),
      `a dynamic program was asked to load it and had ${formatNumber(dynamic.least('libraryMappings'), 'mapping')} of it`,
    );
    armOf(evidence, stage, 'wrong path');
    const present = programs.filter((name) => hasArm(evidence, stage, name));
    const arms = present.map((name) => ({ name, arm: armOf(evidence, stage, name) }));
    for (const { arm } of arms) requireEngaged(arm.least('asked') === 1, `${arm.place} had no LD_PRELOAD`);
    const without = arms.filter(({ arm }) => !acts(arm)).map(({ name }) => name);
    const sentence = `jemalloc was in the dynamic program, and in ${present.length - without.length} of ${present.length} others`;
    if (without.length === 0) return supported(sentence);
    return refuted(
      `${sentence}: not in ${without.join(', ')}`,
      'a dynamic program itself gets the variable, and the library is found',
    );
  },
};
