/** The libraries and the runtime that programs meet here, as this process meets them. */
import type { Software } from '../model/software.ts';

/** The C library's version is null where it is not glibc. */
export function readSoftware(): Software {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return {
    glibc: report.header?.glibcVersionRuntime ?? null,
    node: process.versions.node,
    architecture: process.arch,
  };
}
