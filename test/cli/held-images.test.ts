/** A command's memory read whole while it is held, with randomisation and without. */
import { describe, expect, it } from 'vitest';
import { readHeldImage, readHeldPair } from '../../src/cli/layout/held-images.ts';
import { measuredValue } from '../../src/model/reading.ts';
import { buildTestProbe, temporaryFolder } from '../probe/fixture.ts';
import { compileProgram } from '../probe/hold-programs.ts';

const built = buildTestProbe();
const folder = temporaryFolder();

describe('a held command', () => {
  it('is read standing still, with the stack pointers of its threads', async () => {
    const words = [compileProgram(folder, 'threads')];
    const { image, ending } = await readHeldImage({ words, at: 'exit', output: 'ignore' }, built);
    expect(image.consistency).toBe('stopped');
    const threads = measuredValue(image.threads) ?? [];
    expect(threads.map(({ stackPointer }) => stackPointer.state)).toEqual(Array(3).fill('measured'));
    expect(ending).toEqual({ how: 'exit', code: 7 });
  });

  it('is read through the thread that is left', async () => {
    const words = [compileProgram(folder, 'orphan')];
    const { image, stop } = await readHeldImage({ words, at: 'exit', output: 'ignore' }, built);
    expect(image.vmas.some(({ path }) => path.endsWith('/orphan'))).toBe(true);
    expect(stop.pending).toEqual({ how: 'exit', code: 9 });
  });

  it('is read twice, the second time without randomisation', async () => {
    const { random, fixed } = await readHeldPair({ words: ['true'], at: 'main', output: 'ignore' }, built);
    expect(measuredValue(fixed.image.personality)?.noRandomize).toBe(true);
    expect(measuredValue(random.image.personality)?.noRandomize).toBe(false);
    expect(fixed.image.vmas.length).toBe(random.image.vmas.length);
  });
});
