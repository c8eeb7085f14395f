/** The memory of a command, read while it stands still: with address-space randomisation, and without. */
import { readProcess } from '../../machine/process/index.ts';
import type { HeldEnding, HoldStop } from '../../model/held-command.ts';
import type { ProcessImage } from '../../model/process-image.ts';
import { type BuiltProbe, buildProbe, type HoldCommand, holdCommand } from '../../probe/index.ts';

/** One reading of a held command, with how it was held and how it ended. */
export type HeldImage = {
  readonly image: ProcessImage;
  readonly stop: HoldStop;
  readonly ending: HeldEnding;
  readonly leftRunning: number;
};

/** Runs the command to the point, reads it, and lets it end. Throws a Problem as holdCommand and readProcess do. */
export async function readHeldImage(
  command: HoldCommand,
  built: BuiltProbe = buildProbe(),
): Promise<HeldImage> {
  const read = (pid: number, stop: HoldStop) => ({
    image: readProcess(pid, { stopped: stop.movingThreads === 0 }),
    stop,
  });
  const { result, ending, leftRunning } = await holdCommand(command, read, built);
  return { ...result, ending, leftRunning };
}

/** The same command twice, one after the other: as the kernel places it, and with ADDR_NO_RANDOMIZE. */
export async function readHeldPair(
  command: HoldCommand,
  built: BuiltProbe = buildProbe(),
): Promise<{ readonly random: HeldImage; readonly fixed: HeldImage }> {
  const random = await readHeldImage(command, built);
  return { random, fixed: await readHeldImage({ ...command, noRandomize: true }, built) };
}
