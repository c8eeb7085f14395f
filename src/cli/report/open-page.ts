/** A page in the user's browser, where there is one. */
import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';

function tell(path: string, why: string): void {
  process.stderr.write(`note: the page was not opened: ${why}. Open ${path} in a browser.\n`);
}

/** Leaves the browser to itself; where there is none, says so and goes on. */
export function openPage(path: string, environment: NodeJS.ProcessEnv = process.env): void {
  const { DISPLAY, WAYLAND_DISPLAY, BROWSER } = environment;
  if (!DISPLAY && !WAYLAND_DISPLAY && !BROWSER) {
    tell(path, 'there is no display (DISPLAY, WAYLAND_DISPLAY) and no BROWSER');
    return;
  }
  const opener = spawn('xdg-open', [pathToFileURL(path).href], {
    detached: true,
    stdio: 'ignore',
    env: environment,
  });
  opener.on('error', ({ message }) => tell(path, message));
  opener.unref();
}
