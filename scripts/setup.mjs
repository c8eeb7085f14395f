// Makes a checkout runnable: installs the packages the lock file names and compiles src/ to dist/, each only
// when something it depends on changed. Runs before `npm start` and `npm test`; says what it does on stderr.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

function fail(message) {
  console.error(`firsttouch set-up: ${message}`);
  process.exit(3);
}

function run(command, args, attempted) {
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (result.error) fail(`${attempted}: ${result.error.message}`);
  if (result.status !== 0) fail(`${attempted} failed with exit code ${result.status}; its output is above`);
}

function filesUnder(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function fingerprint(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Runs `make` unless the stamp shows that it already ran on exactly these inputs. */
function onceFor(stampFile, files, make) {
  const wanted = fingerprint(files);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;
  make();
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, wanted);
}

if (process.platform !== 'linux') fail(`firsttouch measures the Linux kernel; this is ${process.platform}`);
if (major < 20 || (major === 20 && minor < 19))
  fail(`Node 20.19 or later is needed; this is ${process.version}`);

onceFor(
  join(root, 'node_modules', '.firsttouch-installed'),
  [join(root, 'package.json'), join(root, 'package-lock.json')],
  () => {
    // Not npm ci: it refuses a lock file that lacks the tools' binaries for other platforms. Nothing is written back.
    console.error('firsttouch set-up: installing packages (npm install)');
    run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], 'npm install');
  },
);

onceFor(
  join(root, 'dist', '.firsttouch-built'),
  [join(root, 'tsconfig.json'), join(root, 'vite.report.mjs'), ...filesUnder('src')],
  () => {
    console.error('firsttouch set-up: compiling src/ to dist/ (tsc, and vite for the report)');
    // Beside it and renamed: whoever runs dist/ meanwhile keeps a whole one.
    const [fresh, dist, old] = ['dist.new', 'dist', 'dist.old'].map((name) => join(root, name));
    rmSync(fresh, { recursive: true, force: true });
    run(
      process.execPath,
      [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', '.', '--outDir', fresh],
      'tsc',
    );
    // The script and the style sheet that every report carries.
    run(
      process.execPath,
      [
        join(root, 'node_modules', 'vite', 'bin', 'vite.js'),
        'build',
        '--config',
        'vite.report.mjs',
        '--outDir',
        join(fresh, 'report', 'built'),
      ],
      'vite build',
    );
    rmSync(old, { recursive: true, force: true });
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(fresh, dist);
    rmSync(old, { recursive: true, force: true });
  },
);
