// Draws the pictures in docs/pictures anew: builds the programs of examples/, looks at each with the built command line, and keeps
// what it prints (.txt) and draws (.svg); and the charts of the runs in docs/runs. Needs cc, and libjemalloc.so.2 where ldconfig knows it. Run it after `npm start`.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const pictures = join(root, 'docs', 'pictures');
const firsttouch = join(root, 'dist', 'cli', 'main.js');
const work = mkdtempSync(join(tmpdir(), 'firsttouch-pictures-'));

function build(name, ...flags) {
  const path = join(work, name);
  const source = join(root, 'examples', `${name.replace(/-static$/, '')}.c`);
  execFileSync('cc', ['-O0', '-pthread', ...flags, '-o', path, source]);
  return path;
}

function jemalloc() {
  const libraries = execFileSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' });
  return /=> (\S*libjemalloc\.so\.2)$/m.exec(libraries)?.[1];
}

/** What is printed may name the folder that the programs were built in; readers have them in their own. Columns stay where they are. */
const clean = (text) =>
  text
    .replace(new RegExp(`${work}/(\\S+)  `, 'g'), (_, name) => `./${name}  ${' '.repeat(work.length - 1)}`)
    .replaceAll(`${work}/`, './');

function draw(name, words) {
  const svg = join(pictures, `${name}.svg`);
  const done = spawnSync(process.execPath, [firsttouch, ...words(svg)], {
    cwd: work,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', LC_ALL: 'C.UTF-8' },
  });
  if (done.status !== 0) throw new Error(`${name}: exit code ${done.status}\n${done.stderr}`);
  const told = words[0] === 'trace' || !done.stdout ? done.stderr : done.stdout;
  const lines = clean(told)
    .split('\n')
    .filter((line) => !line.startsWith('drawn as SVG'));
  writeFileSync(join(pictures, `${name}.txt`), lines.join('\n'));
  writeFileSync(svg, clean(readFileSync(svg, 'utf8')));
  console.log(`${name}: ${lines.length} lines`);
}

const layout =
  (...command) =>
  (svg) => ['layout', '--svg', svg, '--', ...command];

/** The charts of a recorded run's report. */
function drawReport(name) {
  const folder = join(pictures, name);
  rmSync(folder, { recursive: true, force: true });
  const run = join(root, 'docs', 'runs', `${name}.jsonl`);
  const drawn = execFileSync(process.execPath, [firsttouch, 'report', run, '--svg', folder], {
    encoding: 'utf8',
  });
  console.log(`${name}: ${drawn.trimEnd().split('\n').length} charts`);
}

try {
  drawReport('post');
  const story = build('malloc-story');
  draw('node', layout('node', '-e', '0'));
  draw('static-pie', layout(build('malloc-story-static', '-static-pie')));
  draw('three-threads', layout(build('three-threads')));
  draw('huge-pages', layout(build('huge-pages')));
  const library = jemalloc();
  if (library) draw('jemalloc', layout('env', `LD_PRELOAD=${library}`, build('three-threads')));
  draw('aslr', (svg) => ['layout', '--aslr', '--svg', svg, '--', story]);
  draw('malloc-story', (svg) => [
    'trace',
    '--faults',
    '--svg',
    svg,
    '--out',
    join(work, 'a.jsonl'),
    '--',
    story,
  ]);
  draw('node-faults', (svg) => [
    'trace',
    '--faults',
    '--svg',
    svg,
    '--out',
    join(work, 'b.jsonl'),
    '--',
    'node',
    '-e',
    '0',
  ]);
} finally {
  rmSync(work, { recursive: true, force: true });
}
