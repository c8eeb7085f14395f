/**
 * Records what the kernel tells of several kinds of process as fixture trees: node scripts/record-process-fixture.mjs OUTDIR [NAME...]
 * The program is test/fixtures/processes/programs/laid-out.c, compiled in a folder of its own that is removed again; in what is
 * recorded that folder is the home of a user, and the process 4242. Root is needed for hugetlb only, whose pool is put back.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readProcess } from '../dist/machine/index.js';

const PID = 4242;
const HOME = ['', 'home', 'user'].join('/');
const HEADER_BYTES = 4096;
const POOL = '/proc/sys/vm/nr_hugepages';
const PROGRAMS = fileURLToPath(new URL('../test/fixtures/processes/programs', import.meta.url));
const SOURCE = join(PROGRAMS, 'laid-out.c');
const SETTINGS = ['kernel/randomize_va_space', 'vm/legacy_va_layout', 'vm/mmap_rnd_bits', 'vm/mmap_min_addr'];
const BUILDS = {
  pie: [SOURCE, '-fPIE', '-pie'],
  fixed: [SOURCE, '-fno-pie', '-no-pie'],
  static: [SOURCE, '-static', '-fno-pie', '-no-pie'],
  'static-pie': [SOURCE, '-fPIE', '-static-pie'],
  '32-bit': [
    join(PROGRAMS, 'without-libc.c'),
    '-m32',
    '-nostdlib',
    '-static',
    '-fno-pie',
    '-fno-stack-protector',
  ],
};
const KEPT_STATUS =
  /^(Name|Umask|State|Tgid|Ngid|Pid|PPid|TracerPid|Uid|Gid|Vm\w+|Rss\w+|HugetlbPages|THP_enabled|Threads|Kthread):/;

const shell = (line, program, kinds) => ['sh', ['-c', `${line}; exec "$0" "$@"`, program, ...kinds]];
const plain = (program, kinds) => [program, kinds];
const setarch = (option) => (program, kinds) => ['setarch', [...option, program, ...kinds]];
const jemalloc = 'LD_PRELOAD=libjemalloc.so.2; export LD_PRELOAD';

// Name: build, kinds of memory, and how it is started.
const RECORDINGS = {
  pie: ['pie', ['heap', 'large']],
  fixed: ['fixed', ['heap', 'large']],
  static: ['static', ['heap', 'large']],
  'static-pie': ['static-pie', ['heap', 'large']],
  threads: ['pie', ['heap', 'threads']],
  'small-stacks': ['pie', ['small-stacks']],
  arenas: ['pie', ['heap', 'arenas']],
  hugetlb: ['pie', ['hugetlb']],
  huge: ['pie', ['huge']],
  'shared-memory': ['pie', ['memfd', 'system-v', 'shared', 'dev-shm']],
  files: ['pie', ['file']],
  reservations: ['pie', ['grows-down', 'reserved', 'executable', 'locked', 'lazily-freed', 'untouched']],
  'unlimited-stack': ['pie', ['heap'], (...words) => shell('ulimit -s unlimited', ...words)],
  'large-stack': ['pie', ['heap'], (...words) => shell('ulimit -s 1048576', ...words)],
  'legacy-layout': ['pie', ['heap', 'threads'], setarch(['-L'])],
  'no-randomization': ['pie', ['heap', 'large', 'threads'], setarch(['-R'])],
  'no-randomization-static-pie': ['static-pie', ['heap', 'large'], setarch(['-R'])],
  'no-randomization-fixed': ['fixed', ['heap'], setarch(['-R'])],
  'no-randomization-legacy': ['pie', ['heap'], setarch(['-R', '-L'])],
  'no-randomization-unlimited-stack': [
    'pie',
    ['heap'],
    (...words) => shell('ulimit -s unlimited', 'setarch', ['-R', ...words.flat()]),
  ],
  jemalloc: ['pie', ['heap', 'large', 'threads'], (...words) => shell(jemalloc, ...words)],
  '32-bit': ['32-bit', []],
  node: ['node', []],
};

/** A process that has said it is ready and was stopped there. */
async function startStopped(command, words, folder) {
  const child = spawn(command, words, { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (text) => String(text).includes('ready') && resolve());
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code}`)));
  });
  child.removeAllListeners('exit');
  child.kill('SIGSTOP');
  const states = () =>
    readdirSync(`/proc/${child.pid}/task`).map((tid) =>
      readFileSync(`/proc/${child.pid}/task/${tid}/stat`, 'utf8'),
    );
  while (!states().every((line) => /\) T /.test(line)))
    await new Promise((resolve) => setTimeout(resolve, 5));
  return child;
}

/** The numbers of the process and its parent, and when it started, are those of no machine. */
function anonymousStat(text) {
  const close = text.lastIndexOf(') ');
  const fields = text.slice(close + 2).split(' ');
  fields.splice(1, 3, '4000', String(PID), '4000');
  fields[19] = '1000';
  return `${PID} ${text.slice(text.indexOf('('), close)}) ${fields.join(' ')}`;
}

function anonymousStatus(text) {
  const kept = text.split('\n').filter((line) => KEPT_STATUS.test(line));
  const numbered = kept.map((line) =>
    line.replace(/^((?:Tg|P)id:\t)\d+/, `$1${PID}`).replace(/^PPid:.*/, 'PPid:\t4000'),
  );
  return `${numbered.join('\n')}\n`;
}

function record(out, pid, folder) {
  const write = (path, content) => {
    mkdirSync(dirname(join(out, 'proc', path)), { recursive: true });
    writeFileSync(join(out, 'proc', path), content);
  };
  const text = (name) => readFileSync(`/proc/${pid}/${name}`, 'utf8').replaceAll(folder, HOME);
  for (const name of ['maps', 'smaps', 'smaps_rollup', 'personality', 'limits', 'cmdline'])
    write(`${PID}/${name}`, text(name));
  write(`${PID}/stat`, anonymousStat(text('stat')));
  write(`${PID}/status`, anonymousStatus(text('status')));
  write(`${PID}/auxv`, readFileSync(`/proc/${pid}/auxv`));
  write(`${PID}/exe`, readFileSync(`/proc/${pid}/exe`).subarray(0, HEADER_BYTES));
  const threads = readdirSync(`/proc/${pid}/task`).map(Number);
  for (const tid of threads.sort((a, b) => a - b))
    write(`${PID}/task/${PID + threads.indexOf(tid)}/syscall`, text(`task/${tid}/syscall`));
  for (const name of SETTINGS) write(`sys/${name}`, readFileSync(`/proc/sys/${name}`));
  write('cmdline', 'quiet\n');
  const { firstWords } = readProcess(pid, { stopped: true });
  const words = firstWords.state === 'measured' ? [...firstWords.value] : [];
  writeFileSync(
    join(out, 'first-words.json'),
    `[\n${words.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n')}\n]\n`,
  );
}

async function recordOne(out, name, folder) {
  const [build, kinds, start = plain] = RECORDINGS[name];
  const program = join(folder, 'laid-out');
  if (build !== 'node') execFileSync('gcc', ['-O0', ...BUILDS[build], '-pthread', '-o', program]);
  const waiting = "process.stdin.resume(); process.stdout.write('ready\\n')";
  const [command, words] = build === 'node' ? ['node', ['-e', waiting]] : start(program, kinds);
  const child = await startStopped(command, words, folder);
  try {
    rmSync(join(out, name), { recursive: true, force: true });
    record(join(out, name), child.pid, folder);
  } finally {
    child.kill('SIGKILL');
    rmSync('/dev/shm/firsttouch-recorded', { force: true });
  }
}

async function main(out, names) {
  const folder = mkdtempSync(join(tmpdir(), 'firsttouch-record-'));
  const pages = readFileSync(POOL, 'utf8');
  try {
    for (const name of names.length > 0 ? names : Object.keys(RECORDINGS)) {
      if (name === 'hugetlb') writeFileSync(POOL, String(Number(pages) + 2));
      await recordOne(out, name, folder);
      if (name === 'hugetlb') writeFileSync(POOL, pages);
    }
  } finally {
    if (readFileSync(POOL, 'utf8') !== pages) writeFileSync(POOL, pages);
    rmSync(folder, { recursive: true });
  }
}

const [outDirectory, ...names] = process.argv.slice(2);
if (outDirectory === undefined)
  throw new Error('usage: node scripts/record-process-fixture.mjs OUTDIR [NAME...]');
await main(outDirectory, names);
