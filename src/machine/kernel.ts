/** Which kernel runs. `/proc/version` is not read: it names the host that built the kernel. */

import type { Kernel } from '../model/machine.ts';
import { readCommandLine } from './command-line.ts';
import { readParsed } from './read-text.ts';
import { parseLine } from './single-value.ts';

export function readKernel(root = '/'): Kernel {
  return {
    release: readParsed(root, '/proc/sys/kernel/osrelease', parseLine),
    build: readParsed(root, '/proc/sys/kernel/version', parseLine),
    commandLine: readCommandLine(root),
  };
}
