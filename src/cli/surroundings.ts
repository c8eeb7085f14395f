/** What scenarios may use outside their processes: a folder for files, and settings of the machine where that is allowed. */
import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { Problem } from '../model/problem.ts';
import type { SettingsKeeper } from '../model/scenario.ts';
import { type BuiltProbe, defaultCacheFolder, keepSettings } from '../probe/index.ts';

export type Surroundings = { readonly folder: string; readonly settings?: SettingsKeeper };

export type SurroundingsOptions = {
  readonly directory?: string;
  readonly allowSystemChanges?: boolean;
};

/** The cache, which lies on a disk as a rule; the folder for temporary files may be memory. */
function usualFolder(): string {
  const cache = defaultCacheFolder();
  try {
    mkdirSync(cache, { recursive: true });
    accessSync(cache, constants.W_OK);
    return cache;
  } catch {
    return tmpdir();
  }
}

/** Throws a Problem (exit code 2) where the folder asked for is none. */
function requireFolder(directory: string): string {
  const folder = resolve(directory);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder;
  throw new Problem(
    'no-folder',
    `--directory ${directory} is not a folder`,
    'name an existing folder on the file system that files are to be measured on',
  );
}

/** Whether files can be made in the folder is found out by the scenario that needs one, and is its result. */
export function findSurroundings(options: SurroundingsOptions, built: BuiltProbe): Surroundings {
  const { directory, allowSystemChanges = false } = options;
  return {
    folder: directory === undefined ? usualFolder() : requireFolder(directory),
    ...(allowSystemChanges ? { settings: keepSettings(built) } : {}),
  };
}
