/** Speaks to `--serve` line by line, without the protocol's types: for lines that no caller should send. */
import { spawn } from 'node:child_process';
import type { BuiltProbe } from '../../src/probe/build.ts';

export type RawAnswers = {
  readonly lines: readonly string[];
  readonly errors: string;
  readonly code: number | null;
  readonly signal: string | null;
};

/** Sends everything, waits for as many answer lines, closes the input and waits for the end. */
export async function answersTo(
  built: BuiltProbe,
  requests: readonly (string | Uint8Array)[],
  environment: Readonly<Record<string, string>> = {},
): Promise<RawAnswers> {
  const child = spawn(built.path, ['--serve'], { stdio: 'pipe', env: environment });
  let output = '';
  let errors = '';
  let answered = 0;
  child.stdout.setEncoding('latin1').on('data', (chunk: string) => {
    output += chunk;
    answered += chunk.split('\n').length - 1;
    if (answered >= requests.length) child.stdin.end();
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (errors += chunk));
  child.stdin.on('error', () => {}); // a supervisor that left shows in its exit code
  for (const request of requests) child.stdin.write(Buffer.concat([Buffer.from(request), Buffer.from('\n')]));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve({ lines: output.split('\n').slice(0, -1), errors, code, signal });
    });
  });
}
