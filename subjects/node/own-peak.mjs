/** Prints what this process says of its own peak, as JSON: by getrusage, and by the kernel's high-water mark. Bytes. */
import { readFileSync } from 'node:fs';

const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1')) ?? [];
const peak = { maxRssBytes: process.resourceUsage().maxRSS * 1024, highWaterBytes: Number(kilobytes) * 1024 };
process.stdout.write(JSON.stringify(peak));
