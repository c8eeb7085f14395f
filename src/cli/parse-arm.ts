/** Arms as people name them: STRATEGY[/PATTERN[:FRACTION]][@ALLOCATOR][;NAME=VALUE...], or an allocator's name for malloc in it. */
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { makeArm } from '../experiments/index.ts';
import { allocatorNames, allocatorPackages } from '../machine/index.ts';
import type { Arm, Capabilities } from '../model/experiment.ts';
import type { ProbeDescription } from '../model/probe.ts';
import { Problem } from '../model/problem.ts';
import { parseFraction } from './parse-quantity.ts';
import { suggest } from './suggest.ts';

const hint = 'see `firsttouch list` for strategies, patterns and allocators';

/** A library named by path or, as far as it was found, by allocator name. */
function libraryPath(name: string, machine: Capabilities): string {
  const found = machine.allocators.find((allocator) => allocator.name === name);
  if (found) return found.path;
  if (allocatorNames.includes(name)) {
    throw new Problem(
      'no-allocator',
      `the allocator '${name}' is not installed in the usual places`,
      `install it (Debian: apt-get install ${allocatorPackages[name]}), or name its library with --preload`,
      3,
    );
  }
  const path = resolve(name);
  if (name.includes('/') && existsSync(path)) return path;
  const why = name.includes('/') ? 'there is no such file' : 'it is neither an allocator nor a path';
  throw new Problem(
    'bad-preload',
    `the library '${name}' cannot be preloaded: ${why}.${suggest(name, allocatorNames)}`,
    hint,
  );
}

function requireStrategy(name: string, probe: ProbeDescription): ProbeDescription['strategies'][number] {
  const strategy = probe.strategies.find((one) => one.name === name);
  if (!strategy) {
    const names = [...probe.strategies.map((one) => one.name), ...allocatorNames];
    throw new Problem('unknown-arm', `there is no strategy '${name}'.${suggest(name, names)}`, hint);
  }
  if (strategy.calibrates)
    throw new Problem('calibrator-arm', `'${name}' obtains no memory: it only calibrates`, hint);
  if (strategy.unsupported === null) return strategy;
  throw new Problem('unsupported-arm', `this machine cannot do '${name}': ${strategy.unsupported}`, hint, 3);
}

/** `PATTERN`, or `PATTERN:FRACTION` for one that touches a part of the pages. */
function parsePattern(text: string, probe: ProbeDescription): { pattern: string; fractionPpm?: number } {
  const [name = '', fraction, ...rest] = text.split(':');
  const names = probe.patterns.map((one) => one.name);
  const pattern = probe.patterns.find((one) => one.name === name);
  if (!pattern || rest.length > 0)
    throw new Problem('unknown-pattern', `there is no touch pattern '${text}'.${suggest(name, names)}`, hint);
  if (fraction === undefined) return { pattern: name };
  if (pattern.partial)
    return { pattern: name, fractionPpm: Math.ceil(parseFraction(`pattern ${name}`, fraction) * 1e6) };
  throw new Problem('bad-pattern', `the touch pattern '${name}' touches every page, not ${fraction}`, hint);
}

/** `NAME=VALUE` settings; `thp=never` disables transparent huge pages for the arm, the others are environment. */
function parseSettings(
  text: string,
  parts: readonly string[],
): { environment: Record<string, string>; thpDisable: boolean } {
  const environment: Record<string, string> = {};
  let thpDisable = false;
  for (const part of parts) {
    const at = part.indexOf('=');
    if (at < 1)
      throw new Problem('bad-arm', `the setting '${part}' of the arm '${text}' is not NAME=VALUE`, hint);
    const [name, value] = [part.slice(0, at), part.slice(at + 1)];
    if (name === 'LD_PRELOAD')
      throw new Problem(
        'bad-arm',
        'LD_PRELOAD in an arm would not be checked',
        'use --preload LIB or STRATEGY@LIB',
      );
    if (name === 'thp' && value !== 'never') {
      throw new Problem('bad-arm', `the setting '${part}' is not known: an arm can only say thp=never`, hint);
    }
    if (name === 'thp') thpDisable = true;
    else environment[name] = value;
  }
  return { environment, thpDisable };
}

/** Parses one `--arm`. Throws a Problem: exit code 2 for what is misspelt, 3 for what this machine cannot. */
export function parseArm(text: string, probe: ProbeDescription, machine: Capabilities): Arm {
  const [main = '', ...settings] = text.split(';');
  const at = main.indexOf('@');
  const [path, library] = at < 0 ? [main, undefined] : [main.slice(0, at), main.slice(at + 1)];
  const [word = '', pattern, ...rest] = path.split('/');
  if (rest.length > 0) throw new Problem('bad-arm', `the arm '${text}' names two patterns`, hint);
  const shorthand = library === undefined && allocatorNames.includes(word);
  const strategy = requireStrategy(shorthand ? 'malloc' : word, probe);
  const preload = shorthand
    ? libraryPath(word, machine)
    : library === undefined
      ? undefined
      : libraryPath(library, machine);
  if (preload && !strategy.viaMalloc) {
    throw new Problem(
      'bad-arm',
      `the arm '${text}' preloads an allocator, but ${strategy.name} does not call malloc`,
      hint,
    );
  }
  return makeArm(strategy.name, {
    name: text,
    ...(pattern === undefined ? {} : parsePattern(pattern, probe)),
    ...parseSettings(text, settings),
    ...(preload ? { preload } : {}),
    discardFirst: machine.hugeStrategies.includes(strategy.name),
  });
}

/** The arms of `--arm` and `--preload`, with distinct names. */
export function parseArms(
  arms: readonly string[],
  preloads: readonly string[],
  probe: ProbeDescription,
  machine: Capabilities,
): Arm[] {
  const named = arms.map((text) => parseArm(text, probe, machine));
  const loaded = preloads.map((library) => {
    const name = `malloc@${library.includes('/') ? basename(library) : library}`;
    return { ...parseArm(`malloc@${library}`, probe, machine), name };
  });
  const all =
    named.length === 0 && loaded.length > 0 ? [makeArm('malloc'), ...loaded] : [...named, ...loaded];
  const twice = all.find((arm, index) =>
    all.some((other, before) => before < index && other.name === arm.name),
  );
  if (!twice) return all;
  throw new Problem(
    'doubled-arm',
    `the arm '${twice.name}' is named twice`,
    'every run has an identical copy of the first arm as its control already',
  );
}
