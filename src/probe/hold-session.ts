/** One conversation with `firsttouch-probe --hold`: its lines in, our orders out. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { Problem } from '../model/problem.ts';

/** The members of a request, as probe/hold-request.c reads them. */
export type HoldRequest = {
  readonly at: string | number;
  /** The file that the command stands for, so that its capabilities can be looked at. */
  readonly program?: string;
  readonly noRandomize?: boolean;
  readonly legacyLayout?: boolean;
  readonly stackBytes?: number | 'unlimited';
  readonly singleStep?: boolean;
  readonly executions?: number;
};

export type EndingLine = { readonly exitCode: number } | { readonly signal: number; readonly core?: boolean };

/** A line of the probe. */
export type HoldLine =
  | {
      readonly held: number;
      readonly through: number;
      readonly moving: number;
      readonly steps?: number;
      readonly pending?: EndingLine;
    }
  | { readonly ended: EndingLine; readonly leftRunning: number }
  | { readonly refused: { readonly call: string; readonly errno: number; readonly reason: string } }
  | { readonly maps: string | null; readonly stat: string | null }
  | ({ readonly unheld: string; readonly errno?: number } & Partial<{ signal: number; exitCode: number }>)
  | { readonly done: number };

/** Where the command's standard output goes: ours, nowhere, or a descriptor of ours. */
export type HeldOutput = 'inherit' | 'ignore' | number;

export type HoldSession = {
  /** The next line. Throws a Problem where the probe has gone without one. */
  next(): Promise<HoldLine>;
  order(order: 'continue' | 'end'): void;
  /** Hangs up, which ends the command if it is still there, and waits until the probe has gone. */
  close(): Promise<void>;
};

function lost(how: string): Problem {
  return new Problem(
    'hold-lost',
    `the probe that held the command ${how}`,
    'the command was ended with it; try again, and report this if it comes back',
    3,
  );
}

/** Starts the probe. It and the command go when this process goes, however that happens. */
export function startHold(
  probePath: string,
  request: HoldRequest,
  words: readonly string[],
  output: HeldOutput,
): HoldSession {
  const child = spawn(probePath, ['--hold', JSON.stringify(request), ...words], {
    stdio: ['inherit', output, 'inherit', 'pipe', 'pipe'],
  });
  const report = child.stdio[3] as Readable;
  const orders = child.stdio[4] as Writable;
  let how = 'has gone';
  orders.on('error', () => {}); // it has gone: its last line says why
  const gone = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      how = `could not be started: ${error.message}`;
      resolve();
    });
    child.on('close', (code, signal) => {
      how = signal ? `was ended by ${signal}` : `left with exit code ${code}`;
      resolve();
    });
  });
  const lines = createInterface({ input: report })[Symbol.asyncIterator]();
  return {
    async next(): Promise<HoldLine> {
      const { value, done } = await lines.next();
      if (!done) return JSON.parse(value) as HoldLine;
      await gone;
      throw lost(how);
    },
    order: (order) => void orders.write(`${order}\n`),
    async close(): Promise<void> {
      orders.end();
      report.resume();
      await gone;
    },
  };
}
