/** B72: munmap beside a running thread interrupts its processor. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { type ArmReadings, armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { inWords, sideOf, timeRatio } from '../time-ratio.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'release/beside-a-thread';
/** Of the calls: how many interrupts say that calls send them (fewer, where a virtual processor is away), and that they do not. */
const sent = 0.25;
const notSent = 0.02;
const dearer = 1.1;

const interruptsPerCall = (arm: ArmReadings): number => arm.median('tlbInterrupts') / arm.fact('operations');

export const b72: Claim = {
  id: 'B72',
  title: 'munmap interrupts the processors of other threads',
  statement:
    'Unmapping a page is dearer while another thread of the process runs on another processor, because that processor ' +
    'is interrupted to drop its translations (a TLB shootdown).',
  source: [
    'Crotty, Leis, Pavlo: Are You Sure You Want to Use MMAP in Your DBMS (CIDR 2022)',
    'kernel: x86/tlb.rst',
  ],
  prediction:
    'Shootdown interrupts come with the calls beside a running thread, not beside a sleeping one, and calls take over ' +
    '1.1 times as long. No interrupts, or no longer times, refute it.',
  mechanism:
    'A processor that runs a thread of the process may hold the translation of the page that goes away. The kernel must ' +
    'make it forget that before the page is used for something else: it sends an interrupt and waits for the answer. A ' +
    'processor on which no thread of the process runs has nothing to forget.',
  caveats: [
    'A virtual processor that the host has taken away is not interrupted: it drops its translations when it returns.',
    'Processors that can broadcast the order (arm64, AMD with INVLPGB) send no interrupts.',
    'One call for many pages sends one interrupt: unmap in bulk.',
  ],
  needs: [stage],
  decide(evidence) {
    const [alone, sleeping, running] = ['none', 'sleeping', 'running'].map((other) =>
      armOf(evidence, stage, `munmap, ${other}`),
    ) as [ArmReadings, ArmReadings, ArmReadings];
    const shares = [alone, sleeping, running].map(interruptsPerCall) as [number, number, number];
    requireEngaged(running.median('otherTurns') > 0, 'the other thread did not run during the calls');
    const ratio = timeRatio(evidence, stage, ['munmap, running', 'munmap, none'], 'release');
    const counts = [alone, sleeping, running].map((arm) => formatCount(arm.median('tlbInterrupts')));
    const sentence =
      `${formatCount(running.fact('operations'))} calls came with ${counts[2]} shootdown interrupts beside a running thread, ` +
      `${counts[1]} beside a sleeping one, ${counts[0]} alone, and took ${inWords(ratio)} of the time alone`;
    const side = sideOf(ratio, dearer);
    if (shares[2] < notSent || side === 'below') return refuted(sentence);
    const onlyRunning = shares[2] >= sent && shares[1] < sent / 2;
    return onlyRunning && side === 'above' ? supported(sentence) : unresolved(sentence);
  },
};
