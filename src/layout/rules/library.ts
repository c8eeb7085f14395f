/** Rule 11: parts of shared libraries and of the dynamic loader: files of which something is mapped as code. */
import type { Vma } from '../../model/process-image.ts';
import type { Facts } from '../facts.ts';
import { baseName, fileKey, isFile } from '../vma.ts';
import { modulePart } from './module-part.ts';
import type { Rule } from './rule.ts';

/** Libraries of tables only (libicudata) have no code, but the name and the start of the file. */
function isNamedLibrary(vma: Vma): boolean {
  return /\.so(\.\d+)*$/.test(vma.path);
}

export function isLibrary(vma: Vma, { codeStarts }: Facts): boolean {
  return isFile(vma) && !vma.permissions.shared && (codeStarts.has(fileKey(vma)) || isNamedLibrary(vma));
}

export const library: Rule = {
  number: 11,
  name: 'library',
  judge: ({ vma }, facts) => {
    if (!isLibrary(vma, facts)) return null;
    const key = fileKey(vma);
    const { part, reason } = modulePart(vma, facts.codeStarts.get(key), undefined);
    const isLoader = key === facts.loaderKey;
    const what = isLoader
      ? 'AT_BASE lies in this file: the dynamic loader'
      : facts.codeStarts.has(key)
        ? 'a file with code, not the program'
        : 'named like a library, and without code';
    return {
      class: 'library',
      part,
      label: baseName(vma.path),
      certainty: facts.codeStarts.has(key) ? 'known' : 'probable',
      reason: `${what}; ${reason}`,
      group: `library ${key}`,
    };
  },
};
