// Starts and stops an unsteady load beside a measurement. No signal handler: a campaign blocks in spawnSync, where none would
// run, and one that is set keeps Ctrl-C from working. When this process dies in any way, the kernel kills the load.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export const stressorKinds = ['cpu', 'bandwidth', 'page-cache'];

const sleepCell = new Int32Array(new SharedArrayBuffer(4));
const sleep = (durationMs) => Atomics.wait(sleepCell, 0, 0, durationMs);

/** Whether a child has ended; it stays a zombie as long as our event loop is blocked. */
function hasEnded(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return /^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    return true;
  }
}

function endAll(running) {
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    for (const { child } of running) if (!hasEnded(child.pid)) child.kill(signal);
    for (let waited = 0; waited < 400 && !running.every(({ child }) => hasEnded(child.pid)); waited++)
      sleep(5);
  }
}

/**
 * Starts one process of each kind: `cpu` spins, `bandwidth` streams over more than the last-level cache, `page-cache` writes,
 * reads and drops an unlinked file in TMPDIR. `path` is that of the compiled stressor. Returns `lost()`, the kinds that
 * have ended of themselves (their reason is on stderr), and `stop()`, which returns once all have ended, with `lost()` as it
 * was before. Both are synchronous. Throws where one cannot be started.
 */
export function startStressors(path, kinds = stressorKinds) {
  const running = [];
  let ended;
  const lost = () => ended ?? running.filter(({ child }) => hasEnded(child.pid)).map(({ kind }) => kind);
  const stop = () => {
    if (ended) return ended;
    process.off('exit', stop);
    ended = lost();
    endAll(running);
    return ended;
  };
  process.on('exit', stop);
  for (const kind of kinds) {
    const child = spawn(path, [kind, String(process.pid)], { stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', () => {}); // Said below at once: the event comes only when the event loop runs again.
    if (child.pid === undefined) {
      stop();
      throw new Error(`the ${kind} stressor cannot be started from ${path}`);
    }
    child.unref();
    running.push({ kind, child });
  }
  return { lost, stop };
}
