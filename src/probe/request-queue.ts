/** The requests under way: answered in the order in which they were made, or all rejected together. */
import type { TrialOutcome } from '../model/probe.ts';
import { Problem } from '../model/problem.ts';
import { parseAnswer } from './protocol.ts';

/** The supervisor's answer to a request in which it found no id to give back. */
const unreadableId = -1;

type Waiting = {
  readonly id: number;
  readonly resolve: (outcome: TrialOutcome) => void;
  readonly reject: (error: Error) => void;
};

export class RequestQueue {
  readonly #waiting: Waiting[] = [];
  #nextId = 0;
  #ended: Problem | undefined;

  /** Enters a request; `send` gets its id. Rejects at once where the supervisor is gone. */
  enter(send: (id: number) => void): Promise<TrialOutcome> {
    if (this.#ended) return Promise.reject(this.#ended);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ id, resolve, reject });
      send(id);
    });
  }

  /** Takes one answer line: it must be to the oldest request. */
  answer(line: string): void {
    const [first] = this.#waiting;
    try {
      const { id, outcome } = parseAnswer(line);
      if (!first || (id !== first.id && id !== unreadableId)) throw new Error(`request ${id}`);
      this.#waiting.shift();
      first.resolve(outcome);
    } catch (error) {
      this.fail(`answered otherwise than to request ${first?.id}: ${(error as Error).message}`);
    }
  }

  /** Rejects everything under way and everything to come; the first reason stands. */
  fail(why: string): void {
    this.#ended ??= new Problem(
      'supervisor-gone',
      `the probe's supervisor ${why}`,
      'what was measured until then is kept',
      3,
    );
    for (const one of this.#waiting.splice(0)) one.reject(this.#ended);
  }
}
