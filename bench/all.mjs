// Runs every bench and writes docs/performance.md. Exit code 1 where a target is missed. `npm run bench [NAME...]`
import { writeFileSync } from 'node:fs';
import { measuredValue, readMachine } from '../dist/index.js';

const names = [
  'probe-overhead',
  'runner',
  'command-line',
  'analysis',
  'cold-memory',
  'predict',
  'file-read',
  'layout',
  'strace-parse',
  'trace-fold',
  'trace',
  'report',
];
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !names.includes(name));
if (unknown) {
  console.error(`there is no bench '${unknown}'; there are ${names.join(', ')}`);
  process.exit(2);
}

const rows = [];
for (const name of names.filter((one) => wanted.length === 0 || wanted.includes(one))) {
  console.error(`bench ${name} ...`);
  for (const row of await (await import(`./${name}.mjs`)).measure()) {
    rows.push({ name, ...row });
    console.error(`  ${row.met ? 'met   ' : 'MISSED'} ${row.what}: ${row.result} (target ${row.target})`);
  }
}

if (wanted.length === 0) {
  const { processor, kernel, memory, recordedAt } = readMachine('/', new Date());
  const machine = `${measuredValue(processor.modelName)}, Linux ${measuredValue(kernel.release)}, ${Math.round((measuredValue(memory.totalBytes) ?? 0) / 2 ** 30)} GiB, Node ${process.version}`;
  writeFileSync(
    new URL('../docs/performance.md', import.meta.url),
    [
      '# Performance',
      '',
      `Written by \`npm run bench\` on ${recordedAt.slice(0, 10)}; ${machine}. Every figure is a ratio or a share within one run, or has its target beside it; run it on your machine before you rely on it.`,
      '',
      '| bench | what | target | result | |',
      '|---|---|---|---|---|',
      ...rows.map(
        (row) =>
          `| ${row.name} | ${row.what} | ${row.target} | ${row.result} | ${row.met ? 'met' : '**missed**'} |`,
      ),
      '',
    ].join('\n'),
  );
}
process.exitCode = rows.every((row) => row.met) ? 0 : 1;
