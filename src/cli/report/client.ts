/** The report's client as it was built: the script and the style sheet that every page carries. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Problem } from '../../model/problem.ts';
import type { PageParts } from '../../report/index.ts';

/** Built beside the compiled sources; the sources themselves use that one, too. */
const places = ['../../report/built/', '../../../dist/report/built/'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/** Throws a Problem (exit code 3) where the client was not built. */
export function readClient(): Pick<PageParts, 'script' | 'style'> {
  const folder = places.find((path) => existsSync(`${path}client.js`));
  if (folder === undefined) {
    throw new Problem(
      'no-client',
      'the report has no client: client.js was not built',
      'npm start builds it; a package that was installed should carry it',
      3,
    );
  }
  // What ends a script element must not stand in one.
  const text = readFileSync(`${folder}client.js`, 'utf8').replaceAll('</script', '<\\/script').trimEnd();
  const style = readFileSync(`${folder}client.css`, 'utf8').replaceAll('</', '<\\/').trimEnd();
  const sha256 = createHash('sha256').update(text).digest('base64');
  return { script: { text, sha256 }, style };
}
