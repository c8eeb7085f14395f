/** Where the parts of one execution begin, by name. */
import type { ProcessStat, Vma } from '../../model/process-image.ts';

/** The dynamic loaders of glibc and musl by the name of their file. */
const loaderName = /^ld[-.].*\.so|^ld-musl-/;

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Its own name, `executable`, `loader`, or empty for a file that is no code. */
function nameOfFile(path: string, executable: string | undefined): string {
  if (path === executable) return 'executable';
  const name = baseName(path);
  return loaderName.test(name) ? 'loader' : name;
}

/**
 * `executable`, `heap` (the initial program break), `stack` (the first stack pointer), `vdso`, `loader`, libraries by the name
 * of their file, and `anonymous` for the lowest anonymous mapping that adjoins none of a file. Addresses in bytes; what is not
 * there is absent.
 */
export function regionStarts(
  vmas: readonly Vma[],
  stat: Pick<ProcessStat, 'startCode' | 'startBrk' | 'startStack'>,
): Map<string, number> {
  const starts = new Map<string, number>();
  const executable = vmas.find((vma) => vma.start <= stat.startCode && stat.startCode < vma.end)?.path;
  const code = new Set(vmas.filter((vma) => vma.permissions.execute).map((vma) => vma.path));
  let behind = 0;
  let behindFile = false;
  for (const { start, end, path } of vmas) {
    const isFile = path.startsWith('/');
    const name = isFile && code.has(path) ? nameOfFile(path, executable) : path === '[vdso]' ? 'vdso' : '';
    if (name !== '' && !starts.has(name)) starts.set(name, start);
    const adjoins: boolean = start === behind && behindFile;
    if (path === '' && !adjoins && !starts.has('anonymous')) starts.set('anonymous', start);
    behindFile = isFile || (path === '' && adjoins);
    behind = end;
  }
  if (stat.startBrk > 0) starts.set('heap', stat.startBrk);
  if (stat.startStack > 0) starts.set('stack', stat.startStack);
  return starts;
}
