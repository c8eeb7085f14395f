/** A13: what the post's program really compares. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'malloc-or-mmap/ways';

export const a13: Claim = {
  id: 'A13',
  title: 'the post compares zeroing by hand with memory zeroed',
  statement:
    'The program of the post compares malloc with zeroing by hand against the memory of mmap, which needs no writing: only its malloc ' +
    'half writes every byte.',
  source: ['the post, the head comment of its program'],
  prediction:
    'After its half, malloc’s buffer is resident and mmap’s is not. If both are resident from end to end, both were written, and what is ' +
    'said to be compared is not.',
  mechanism:
    'The second half writes ones to every byte of its mapping: each page is faulted in and cleared by the kernel as in the first half. ' +
    'And a large malloc is a fresh mapping, zeroed already: calloc knows it and writes nothing, so zeroing by hand is what the first ' +
    'half adds for nothing.',
  caveats: ['A malloc that is served from freed memory does need zeroing.'],
  needs: [stage],
  decide(evidence) {
    const zeros = armOf(evidence, stage, 'malloc, zeros');
    const ones = armOf(evidence, stage, 'mmap, ones');
    const untouched = armOf(evidence, stage, 'mmap, untouched');
    const size = zeros.fact('sizeBytes');
    requireEngaged(zeros.least('residentBytes') > 0.95 * size, 'malloc’s half did not write its buffer');
    requireEngaged(
      untouched.most('residentBytes') < 0.5 * size,
      'memory that nobody wrote is resident all the same',
    );
    const calloc = armOf(evidence, stage, 'calloc, untouched');
    const alike = ones.least('residentBytes') > 0.95 * size;
    return decideBy(
      !alike,
      `of ${formatBytes(size)}, ${formatBytes(zeros.median('residentBytes'))} resident after malloc’s half ` +
        `(${formatCount(zeros.faults('touch'))} faults), ${formatBytes(ones.median('residentBytes'))} after mmap’s ` +
        `(${formatCount(ones.faults('touch'))}); calloc, which does compare that: ${formatBytes(calloc.median('residentBytes'))}`,
    );
  },
};
