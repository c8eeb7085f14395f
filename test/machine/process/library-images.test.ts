/** The headers of libraries are read where anonymous memory follows their data, and only of the file that is mapped. */
import { expect, test } from 'vitest';
import { readProcess } from '../../../src/machine/process/index.ts';
import { readLibraries } from '../../../src/machine/process/library-images.ts';
import type { Vma } from '../../../src/model/process-image.ts';

const image = readProcess(process.pid);

/** A library of ours whose data anonymous memory follows. */
function followed(): Vma | undefined {
  return image.vmas.find((vma, i) => {
    const after = image.vmas[i + 1];
    const isData = vma.path.includes('.so') && vma.permissions.write;
    return isData && after?.start === vma.end && after.path === '' && after.permissions.write;
  });
}

test('a library that anonymous memory follows is read through the root of the process', ({ skip }) => {
  const data = followed();
  if (!data) return skip('no library of this process is followed by anonymous memory');
  const found = image.libraries?.find(({ path }) => path === data.path);
  expect(found).toMatchObject({ inode: data.inode, device: data.device });
  expect(found!.elf.segments.length).toBeGreaterThan(1);
});

test('a file that was replaced since it was mapped is not taken for the one that is mapped', ({ skip }) => {
  const data = followed();
  if (!data) return skip('no library of this process is followed by anonymous memory');
  const other = image.vmas.map((vma) => (vma.path === data.path ? { ...vma, inode: vma.inode + 1 } : vma));
  expect(readLibraries(process.pid, other).map(({ path }) => path)).not.toContain(data.path);
});

test('a process whose root cannot be read has no headers of libraries, and no error', () => {
  expect(readLibraries(4242, image.vmas, '/proc/self/no-such-root')).toEqual([]);
});
