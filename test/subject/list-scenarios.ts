/** The scenarios as the subject lists them. */
import { execFileSync } from 'node:child_process';
import { buildSubject } from '../../src/probe/build-subject.ts';
import { temporaryFolder } from '../probe/fixture.ts';

export type ListedScenario = {
  readonly name: string;
  readonly summary: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly fallback: string;
    readonly meaning: string;
  }[];
};

/** Built into a folder that is removed after the tests of the file. Call it outside of tests. */
export function listScenarios(): readonly ListedScenario[] {
  const subject = buildSubject('default', { cacheFolder: temporaryFolder() });
  return JSON.parse(execFileSync(subject, ['--list'], { encoding: 'utf8' })) as ListedScenario[];
}
