/** `/proc/PID/personality`: the bits that move the layout of a process. */
import type { Personality } from '../../model/process-image.ts';
import { measured, type Reading } from '../../model/reading.ts';
import { malformed } from '../malformed.ts';

/** Eight hexadecimal digits. Source: personality(2), include/uapi/linux/personality.h. */
export function parsePersonality(text: string, path: string): Reading<Personality> {
  if (!/^[0-9a-f]{8}\n?$/.test(text)) return malformed(path, 'eight hexadecimal digits', text);
  const bits = Number.parseInt(text, 16);
  return measured({
    bits,
    noRandomize: (bits & 0x004_0000) !== 0,
    legacyLayout: (bits & 0x020_0000) !== 0,
    readImpliesExecute: (bits & 0x040_0000) !== 0,
    addressLimit3Gb: (bits & 0x800_0000) !== 0,
  });
}
