/** Settings outside the processes, changed by a keeper process that puts them back whatever becomes of this one. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { measured, type Reading, unavailable } from '../model/reading.ts';
import type { ChangedSettings, SettingsKeeper, SystemChange } from '../model/scenario.ts';
import type { BuiltProbe } from './build.ts';

function requestOf(change: SystemChange): string {
  return change.kind === 'write' ? `write ${change.path} ${change.value}\n` : `cgroup ${change.limitBytes}\n`;
}

/** Resolves when the keeper has put everything back; rejects with what it could not. */
function restoring(keeper: ChildProcessWithoutNullStreams): Promise<void> {
  let complaint = '';
  keeper.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  return new Promise((resolve, reject) => {
    keeper.on('error', reject);
    keeper.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`a setting was not put back: ${complaint.trim() || `exit code ${code}`}`));
    });
  });
}

/** Sends the changes one by one; the first answer that is no "ok" ends them. */
async function ask(
  keeper: ChildProcessWithoutNullStreams,
  changes: readonly SystemChange[],
): Promise<Reading<string | undefined>> {
  const answers = createInterface({ input: keeper.stdout })[Symbol.asyncIterator]();
  let cgroup: string | undefined;
  for (const change of changes) {
    keeper.stdin.write(requestOf(change));
    const { value, done } = await answers.next();
    const answer = done ? 'failed the keeper has gone' : (value as string);
    if (!answer.startsWith('ok')) return unavailable(answer.replace(/^failed /, ''));
    if (change.kind === 'memory-cgroup') cgroup = answer.slice(3);
  }
  return measured(cgroup);
}

/** A keeper that uses the probe's executable. What it answers as unavailable names the file and the kernel's answer. */
export function keepSettings(built: BuiltProbe): SettingsKeeper {
  return {
    async change(changes): Promise<Reading<ChangedSettings>> {
      const keeper = spawn(built.path, ['--keep'], { stdio: 'pipe', env: {}, detached: true });
      keeper.stdin.on('error', () => undefined); // it has gone: its answer says so
      const over = restoring(keeper);
      over.catch(() => undefined); // reported by whoever restores
      const asked = await ask(keeper, changes);
      const restore = (): Promise<void> => {
        keeper.stdin.end();
        return over;
      };
      if (asked.state === 'measured')
        return measured({ ...(asked.value === undefined ? {} : { cgroup: asked.value }), restore });
      await restore();
      return asked;
    },
  };
}
