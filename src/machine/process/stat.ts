/** `/proc/PID/stat`: what state a process is in, and where the parts of its address space lie. */
import type { ProcessStat } from '../../model/process-image.ts';
import { measured, type Reading } from '../../model/reading.ts';
import { malformed } from '../malformed.ts';

// PF_KTHREAD and PF_EXITING in include/linux/sched.h.
const KERNEL_THREAD_BIT = 0x0020_0000;
const EXITING_BIT = 0x4;

/** A stat line, with what tells a process from another that took its number. */
export type IdentifiedStat = ProcessStat & {
  readonly kernelThread: boolean;
  /** It has ended or is about to: its memory may be gone before its state says so. */
  readonly ending: boolean;
  readonly startTimeTicks: number;
};

/**
 * Field numbers are those of proc_pid_stat(5). The name may hold spaces, parentheses and newlines, so fields are counted from
 * behind the last parenthesis. Fields that this kernel does not have yet are 0, as the kernel writes those it hides.
 */
export function parseStat(text: string, path: string): Reading<IdentifiedStat> {
  const open = text.indexOf(' (');
  const close = text.lastIndexOf(') ');
  const fields = text
    .slice(close + 2)
    .trimEnd()
    .split(' ');
  const state = fields[0] ?? '';
  // The numbers begin with field 4; 28 and more were there before 2.6.
  const numbers = fields.slice(1).map(wholeNumber);
  const usable = open > 0 && close > open && /^[A-Za-z]$/.test(state) && numbers.length >= 25;
  if (!usable || !/^\d+$/.test(text.slice(0, open)) || numbers.some(Number.isNaN))
    return malformed(path, 'a line such as "12 (name) S 1 ..."', text);
  const field = (number: number): number => numbers[number - 4] ?? 0;
  const hasFlag = (bit: number): boolean => Math.floor(field(9) / bit) % 2 === 1;
  return measured({
    name: text.slice(open + 2, close),
    state,
    parentPid: field(4),
    minorFaults: field(10),
    majorFaults: field(12),
    threads: field(20),
    startCode: field(26),
    endCode: field(27),
    startStack: field(28),
    startData: field(45),
    endData: field(46),
    startBrk: field(47),
    argStart: field(48),
    argEnd: field(49),
    envStart: field(50),
    envEnd: field(51),
    kernelThread: hasFlag(KERNEL_THREAD_BIT),
    ending: /^[ZXx]$/.test(state) || hasFlag(EXITING_BIT),
    startTimeTicks: field(22),
  });
}

// Limits and signal masks may be 2^64 - 1: no field of ours is, and the nearest double does for them.
function wholeNumber(text: string): number {
  return /^-?\d{1,20}$/.test(text) ? Number(text) + 0 : Number.NaN;
}
