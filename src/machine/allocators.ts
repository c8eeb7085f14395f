/** Allocator libraries that can stand in for malloc, in the places where distributions put them. */
import { join } from 'node:path';
import { measuredValue } from '../model/reading.ts';
import { readNames } from './read-text.ts';

/** A library found: its short name and its absolute path. */
export interface AllocatorLibrary {
  readonly name: string;
  readonly path: string;
}

/** Short names, and the shared objects that go by them, best first. */
const known: readonly (readonly [name: string, file: RegExp])[] = [
  ['jemalloc', /^libjemalloc\.so\.\d+$/],
  ['mimalloc', /^libmimalloc\.so\.\d+$/],
  ['tcmalloc', /^libtcmalloc_minimal\.so\.\d+$/],
  ['tcmalloc', /^libtcmalloc\.so\.\d+$/],
];

/** The folders of Debian, Fedora, Arch, Alpine and hand-made installations. */
const folders: readonly string[] = [
  '/usr/local/lib',
  '/usr/local/lib64',
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/usr/lib64',
  '/usr/lib',
  '/lib',
];

/** The allocators of `known` that are installed, one path each; empty where there are none. */
export function findAllocators(root = '/'): readonly AllocatorLibrary[] {
  const listings = folders.map((folder) => ({ folder, names: measuredValue(readNames(root, folder)) ?? [] }));
  const found = new Map<string, string>();
  for (const [name, file] of known) {
    for (const { folder, names } of listings) {
      const match = names.find((one) => file.test(one));
      if (match && !found.has(name)) found.set(name, join(folder, match));
    }
  }
  return [...found].map(([name, path]) => ({ name, path }));
}

/** The Debian package of each. */
export const allocatorPackages: Readonly<Record<string, string>> = {
  jemalloc: 'libjemalloc2',
  mimalloc: 'libmimalloc2.0',
  tcmalloc: 'libtcmalloc-minimal4',
};

/** Every name that `findAllocators` may find. */
export const allocatorNames: readonly string[] = [...new Set(known.map(([name]) => name))];
