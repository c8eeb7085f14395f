// How the peers run commands: to their end, unpinned, with the time that it took; a failure names the command and its words.
import { spawnSync } from 'node:child_process';

/** Stdout and stderr of a command, and its wall time in seconds. Throws where it fails. */
export function runTool(command, args, options = {}) {
  const started = process.hrtime.bigint();
  const result = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 26,
    ...options,
  });
  const seconds = secondsSince(started);
  if (result.error) throw new Error(`${command}: ${result.error.message}`);
  if (result.status !== 0) {
    const ended = result.signal ? `was ended by ${result.signal}` : `ended with exit code ${result.status}`;
    throw new Error(`${[command, ...args].join(' ')} ${ended}: ${result.stderr.trim()}`);
  }
  return { stdout: result.stdout, stderr: result.stderr, seconds };
}

/** Seconds since a reading of `process.hrtime.bigint()`. */
export function secondsSince(started) {
  return Number(process.hrtime.bigint() - started) / 1e9;
}

/** Why a command cannot be run here, or null where it can. */
export function missing(command, args = ['--version']) {
  const { error, status } = spawnSync(command, args, { stdio: 'ignore' });
  if (error)
    return `${command} cannot be run here (${error.code}); scripts/install-peers.sh installs it on Debian`;
  return status === 0 ? null : `${command} ${args.join(' ')} ended with exit code ${status}`;
}

/** The first line that a command says of its version. */
export function versionOf(command, args = ['--version']) {
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return (stdout || stderr || '').split('\n')[0].trim();
}
