/**
 * Records the kernel files that src/machine/ reads as a fixture tree: node scripts/record-fixture.mjs OUTDIR
 * What could name the machine, its owner or its host is dropped or rewritten; read the result before you commit it.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LARGEST_FILE_CHARACTERS = 16_384;
const CPU = '/sys/devices/system/cpu';
const MM = '/sys/kernel/mm';
const KEPT_PARAMETERS = /^(init_on_\w+|page_poison|transparent_hugepage|mitigations|hugepages\w*|psi)(=|$)/;

// A path, and how its text is made anonymous where that is needed. "*" stands for part of one name.
const FILES = [
  ['/proc/meminfo'],
  ['/proc/vmstat'],
  ['/proc/loadavg'],
  ['/proc/pressure/*'],
  ['/proc/self/limits'],
  ['/proc/sys/vm/{overcommit_memory,swappiness,max_map_count,mmap_rnd_bits}'],
  ['/proc/sys/kernel/{randomize_va_space,perf_event_paranoid,numa_balancing,version}'],
  ['/proc/stat', (text) => text.replace(/\n[\s\S]*/, '\n')],
  ['/proc/cpuinfo', (text) => text.replace(/\n\n[\s\S]*/, '\n')],
  ['/proc/self/status', (text) => /^Cpus_allowed_list:.*\n/m.exec(text)?.[0] ?? ''],
  ['/proc/sys/kernel/osrelease', (text) => `${/^[\d.]+/.exec(text)?.[0]}\n`],
  [
    '/proc/cmdline',
    (text) =>
      `${text
        .trim()
        .split(/\s+/)
        .filter((word) => KEPT_PARAMETERS.test(word))
        .join(' ')}\n`,
  ],
  [`${MM}/transparent_hugepage/{enabled,defrag,shmem_enabled,use_zero_page,hpage_pmd_size}`],
  [`${MM}/transparent_hugepage/hugepages-*/{enabled,shmem_enabled}`],
  [`${MM}/hugepages/*/{nr,free}_hugepages`],
  [`${MM}/ksm/run`],
  ['/sys/devices/system/node/online'],
  ['/sys/devices/system/node/node*/{cpulist,meminfo}'],
  ['/sys/devices/system/clocksource/clocksource0/{current,available}_clocksource'],
  [`${CPU}/online`],
  [`${CPU}/cpufreq/boost`],
  [`${CPU}/intel_pstate/no_turbo`],
  [`${CPU}/cpu*/cpufreq/scaling_{governor,cur_freq,max_freq}`],
  [`${CPU}/cpu0/cache/index*/{level,type,size,coherency_line_size,shared_cpu_list}`],
  ['/sys/module/page_reporting/parameters/{page_reporting_order,reported_kib}'],
];

function read(path) {
  try {
    return readFileSync(path, 'utf8').slice(0, LARGEST_FILE_CHARACTERS);
  } catch {
    return undefined;
  }
}

function names(directory) {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

/** Every existing path that the pattern stands for. */
function expand(pattern) {
  return pattern
    .split('/')
    .slice(1)
    .reduce(
      (found, part) => {
        if (!/[*{]/.test(part)) return found.map((directory) => `${directory}/${part}`);
        const source = part
          .replaceAll('*', '.*')
          .replaceAll('{', '(')
          .replaceAll(',', '|')
          .replaceAll('}', ')');
        const matching = new RegExp(`^${source}$`);
        return found.flatMap((directory) =>
          names(`${directory}/`)
            .filter((name) => matching.test(name))
            .map((name) => `${directory}/${name}`),
        );
      },
      [''],
    );
}

function write(outDirectory, path, text) {
  mkdirSync(dirname(join(outDirectory, path)), { recursive: true });
  writeFileSync(join(outDirectory, path), text);
}

/** The memory cgroup chain under invented names: /level1/level2. Only hierarchies mounted whole are recorded. */
function recordCgroups(outDirectory) {
  const lines = (read('/proc/self/cgroup') ?? '').split('\n');
  const v1 = lines.find((line) => line.split(':')[1]?.split(',').includes('memory'));
  const own = v1 ?? lines.find((line) => line.startsWith('0::'));
  const mounts = (read('/proc/self/mountinfo') ?? '').split('\n');
  const mount = mounts.find((line) =>
    (v1 ? /^\S+ \S+ \S+ \/ .* - cgroup .*\bmemory\b/ : / \/ \/\S+ .* - cgroup2 /).test(line),
  );
  if (own === undefined || mount === undefined) return;
  const mountPoint = mount.split(' ')[4];
  const parts = own.split(':').slice(2).join(':').split('/').filter(Boolean);
  const renamed = parts.map((_, index) => `level${index + 1}`);
  write(outDirectory, '/proc/self/cgroup', `${own.split(':', 2).join(':')}:/${renamed.join('/')}\n`);
  write(outDirectory, '/proc/self/mountinfo', `${mount}\n`);
  for (let depth = 0; depth <= parts.length; depth++) {
    for (const file of ['limit_in_bytes', 'usage_in_bytes', 'max', 'high', 'current', 'stat']) {
      const text = read([mountPoint, ...parts.slice(0, depth), `memory.${file}`].join('/'));
      if (text !== undefined)
        write(outDirectory, [mountPoint, ...renamed.slice(0, depth), `memory.${file}`].join('/'), text);
    }
  }
}

const outDirectory = process.argv[2];
if (outDirectory === undefined) throw new Error('usage: node scripts/record-fixture.mjs OUTDIR');
for (const [pattern, anonymise = (text) => text] of FILES) {
  for (const path of expand(pattern)) {
    const text = read(path);
    if (text !== undefined) write(outDirectory, path, anonymise(text));
  }
}
recordCgroups(outDirectory);
