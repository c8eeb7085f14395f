/** From a scenario arm to the program that is executed: placeholders filled in, the subject built, the allocator found. */
import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findAllocators } from '../machine/index.ts';
import type { ProgramRequest } from '../model/probe.ts';
import { Problem } from '../model/problem.ts';
import { type ScenarioArm, type ScenarioStage, type SubjectBuild, subjectBuilds } from '../model/scenario.ts';
import { buildSubject } from '../probe/index.ts';

/** What arms may refer to. */
export type Surroundings = {
  /** An existing folder for files; scenarios leave nothing in it. */
  readonly folder: string;
  /** The cgroup made for the stage, where it asked for one. */
  readonly cgroup?: string;
};

/** Why an arm cannot be run here; becomes the reason of its refused trial. */
export class ArmUnavailable extends Error {}

const searched = '/usr/local/bin:/usr/bin:/bin';
const built = new Map<SubjectBuild, string | Error>();

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function programNamed(name: string): string {
  if (isAbsolute(name)) return name;
  const folders = `${process.env.PATH ?? ''}${delimiter}${searched}`.split(delimiter);
  const path = folders
    .filter(isAbsolute)
    .map((folder) => join(folder, name))
    .find(isExecutable);
  if (path) return path;
  throw new ArmUnavailable(`${name} is not installed`);
}

/** A build that failed once is not tried again. */
function subjectOf(build: SubjectBuild): string {
  let known = built.get(build);
  if (known === undefined) {
    try {
      known = buildSubject(build);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      known = error;
    }
    built.set(build, known);
  }
  if (typeof known === 'string') return known;
  throw new ArmUnavailable(`the subject cannot be built (${build}): ${known.message.split('\n')[0]}`);
}

function isBuild(text: string): text is SubjectBuild {
  return (subjectBuilds as readonly string[]).includes(text);
}

/** What one placeholder stands for. */
function resolve(name: string, surroundings: Surroundings): string {
  const [kind = '', of = ''] = name.split(':');
  if (kind === 'folder') return surroundings.folder;
  if (kind === 'cgroup') return surroundings.cgroup ?? '';
  if (kind === 'node') return process.execPath;
  if (kind === 'cc') return programNamed(process.env.CC || 'cc');
  if (kind === 'subject') return subjectOf(isBuild(of) ? of : 'default');
  if (kind === 'node-subject')
    return fileURLToPath(new URL(`../../subjects/node/${of}.mjs`, import.meta.url));
  return programNamed(name);
}

function filled(text: string, surroundings: Surroundings): string {
  return text.replace(/\{([a-z][a-z0-9:-]*)\}/g, (_, name: string) => resolve(name, surroundings));
}

function allocatorPath(name: string): string {
  const path = findAllocators().find((one) => one.name === name)?.path;
  if (path) return path;
  throw new ArmUnavailable(`${name} is not installed`);
}

/** The request for one trial of the arm. Throws ArmUnavailable where this machine lacks something that it needs. */
export function programRequest(
  arm: ScenarioArm,
  stage: ScenarioStage,
  surroundings: Surroundings,
  paddingBytes: number,
): ProgramRequest {
  const { thpDisable, ...conditions } = arm.conditions;
  const parameters = Object.entries(arm.parameters).map(
    ([name, value]) => `${name}=${filled(String(value), surroundings)}`,
  );
  const words = arm.words.map((word) => filled(word, surroundings));
  return {
    program: {
      words: [
        subjectOf(arm.build),
        arm.scenario,
        ...parameters,
        ...(words.length > 0 ? ['--', ...words] : []),
      ],
      ...conditions,
    },
    environment: { PATH: searched, ...arm.environment },
    ...(arm.allocator ? { preload: allocatorPath(arm.allocator) } : {}),
    paddingBytes,
    // Scenarios have threads and children of their own: they are not held on one CPU.
    cpu: -1,
    thpDisable: thpDisable ?? false,
    deadlineMs: stage.deadlineMs,
  };
}
