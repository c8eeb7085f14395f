/** Directories that the kernel names after a page size: `hugepages-2048kB`. */

export interface PageDirectory {
  readonly name: string;
  readonly sizeBytes: number;
}

/** The page directories among `names`, smallest page first; other names are passed over. */
export function parsePageDirectories(names: readonly string[]): readonly PageDirectory[] {
  return names
    .flatMap((name) => {
      const kibibytes = /^hugepages-(\d{1,9})kB$/.exec(name)?.[1];
      return kibibytes === undefined ? [] : [{ name, sizeBytes: Number(kibibytes) * 1024 }];
    })
    .sort((a, b) => a.sizeBytes - b.sizeBytes);
}
