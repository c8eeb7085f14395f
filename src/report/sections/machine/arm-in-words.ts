/** An arm with everything that makes it what it is: of an experiment, of a scenario, or a command. */
import type { Arm, ArmStep, CommandArm, Stage } from '../../../model/experiment.ts';
import type { ScenarioArm } from '../../../model/scenario.ts';
import { formatBytes } from '../../../model/units.ts';
import { quoteWords } from '../../parts/shell-words.ts';

export type ArmWords = { readonly name: string; readonly text: string };

function environmentInWords(environment: Readonly<Record<string, string>>): string[] {
  return Object.entries(environment).map(([name, value]) => `${name}=${value}`);
}

function stepInWords({ strategy, pattern, fill, fractionPpm }: ArmStep): string {
  const part = fractionPpm < 1_000_000 ? ` of ${fractionPpm / 10_000} %` : '';
  return `${strategy}, ${pattern}${part}, byte ${fill}`;
}

export function armInWords({ name, steps, environment, preload, thpDisable, discardFirst }: Arm): ArmWords {
  const parts = [
    steps.map(stepInWords).join(', then '),
    ...environmentInWords(environment),
    ...(preload === undefined ? [] : [`preloads ${preload}`]),
    ...(thpDisable ? ['huge pages off for the process'] : []),
    ...(discardFirst ? ['once before it counts'] : []),
  ];
  return { name, text: parts.join('; ') };
}

function valueInWords(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function pairs(record: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(record).map(([name, value]) =>
    name === 'sizeBytes' && typeof value === 'number' ? formatBytes(value) : `${name} ${valueInWords(value)}`,
  );
}

function scenarioInWords(arm: ScenarioArm): ArmWords {
  const parts = [
    [arm.scenario, ...pairs(arm.parameters)].join(', '),
    ...(arm.build === 'default' ? [] : [`linked ${arm.build}`]),
    ...(arm.words.length > 0 ? [`runs ${quoteWords(arm.words)}`] : []),
    ...environmentInWords(arm.environment),
    ...(arm.allocator === undefined ? [] : [`preloads ${arm.allocator}`]),
    ...pairs(arm.conditions),
  ];
  return { name: arm.name, text: parts.join('; ') };
}

function commandInWords({ name, line, argv, shell, parameters, hooks }: CommandArm): ArmWords {
  const parts = [
    shell === null ? quoteWords(argv) : `${shell}: ${line}`,
    ...pairs(parameters),
    ...Object.entries(hooks).map(([when, words]) => `${when}: ${quoteWords(words ?? [])}`),
  ];
  return { name, text: parts.join('; ') };
}

/** Every arm of the stage once, also where it stands at several sizes. */
export function stageArms(stage: Stage): ArmWords[] {
  const all = (): ArmWords[] => {
    switch (stage.kind) {
      case 'commands':
        return stage.commands.map(commandInWords);
      case 'scenarios':
        return stage.arms.map(scenarioInWords);
      case 'repetition':
        return [armInWords(stage.arm)];
      default:
        return stage.cells.flatMap(({ arms }) => arms.map(armInWords));
    }
  };
  return [...new Map(all().map((arm) => [JSON.stringify(arm), arm])).values()];
}
