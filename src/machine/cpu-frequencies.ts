/** `cpufreq`: how fast the CPUs run and who decides it. Guests usually have none. */

import type { CpuFrequencies, CpuFrequency } from '../model/machine.ts';
import { mapReading, type Reading } from '../model/reading.ts';
import { parseCpuList } from './cpu-list.ts';
import { readNames, readParsed } from './read-text.ts';
import { parseCount, parseLine, parseSwitch } from './single-value.ts';

const PATH = '/sys/devices/system/cpu';

/** Frequencies in kHz. Source: Documentation/admin-guide/pm/cpufreq.rst. */
export function readCpuFrequencies(root = '/'): CpuFrequencies {
  return { cpus: readCpus(root), boost: readBoost(root) };
}

// Without cpufreq on the first CPU there is none at all: one reason then stands for every CPU.
function readCpus(root: string): Reading<readonly CpuFrequency[]> {
  const online = readParsed(root, `${PATH}/online`, parseCpuList);
  if (online.state === 'unavailable') return online;
  const policy = readNames(root, `${PATH}/cpu${online.value[0]}/cpufreq`);
  return mapReading(policy, () => online.value.map((cpu) => readCpuFrequency(root, cpu)));
}

function readCpuFrequency(root: string, cpu: number): CpuFrequency {
  const policy = `${PATH}/cpu${cpu}/cpufreq`;
  return {
    cpu,
    governor: readParsed(root, `${policy}/scaling_governor`, parseLine),
    currentKhz: readParsed(root, `${policy}/scaling_cur_freq`, parseCount),
    maximumKhz: readParsed(root, `${policy}/scaling_max_freq`, parseCount),
  };
}

// intel_pstate has no cpufreq/boost and says the opposite in its own file.
function readBoost(root: string): Reading<boolean> {
  const noTurbo = readParsed(root, `${PATH}/intel_pstate/no_turbo`, parseSwitch);
  if (noTurbo.state === 'measured') return mapReading(noTurbo, (off) => !off);
  return readParsed(root, `${PATH}/cpufreq/boost`, parseSwitch);
}
