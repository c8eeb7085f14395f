// Where Chromium is: what the environment names, or the first that PATH has. Plain JavaScript, so that bench/ can use it.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome'];

export function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = chromiumNames.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [process.env.CHROMIUM ?? '', ...places].find((path) => path !== '' && existsSync(path));
}
