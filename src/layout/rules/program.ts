/** Rule 9: the program's own file: headers, text, rodata, relro, data. */
import type { Vma } from '../../model/process-image.ts';
import type { Facts } from '../facts.ts';
import { baseName, fileKey, isFile } from '../vma.ts';
import { modulePart } from './module-part.ts';
import type { Rule } from './rule.ts';

/** Undefined where the ELF headers are not known; then the pages tell. */
function isRelro(vma: Vma, { extent, pageSizeBytes }: Facts): boolean | undefined {
  if (extent.state === 'unavailable') return undefined;
  const { relro } = extent.value;
  if (!relro) return false;
  return vma.start < relro.end && vma.end > relro.start - (relro.start % pageSizeBytes);
}

export const program: Rule = {
  number: 9,
  name: 'program',
  judge: ({ vma }, facts) => {
    const { programKey, codeStarts, extent } = facts;
    if (programKey === undefined || !isFile(vma) || fileKey(vma) !== programKey) return null;
    const name = baseName(vma.path);
    const { part, reason } = modulePart(vma, codeStarts.get(programKey), isRelro(vma, facts));
    const outside =
      extent.state === 'measured' && (vma.start >= extent.value.end || vma.end <= extent.value.start);
    if (outside) {
      const range = facts.v8Ranges.find(({ start, end }) => vma.start >= start && vma.end <= end);
      return {
        class: 'program',
        part: `${part}, again`,
        label: name,
        reason: "the program's file, mapped once more outside of where it was loaded",
        group: range ? `v8 ${range.start}` : 'program again',
      };
    }
    return { class: 'program', part, label: name, reason: `the program's file; ${reason}`, group: 'program' };
  },
};
