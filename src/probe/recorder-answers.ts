/** What the recorder said so far, as two promises: the command runs, the command has ended. */
import {
  type Ended,
  type Launched,
  type Message,
  type Ready,
  recorderGone,
  refusal,
  unwritten,
} from './record-protocol.ts';

function ignore(): void {}

export class RecorderAnswers {
  readonly launched: Promise<Launched>;
  readonly ended: Promise<Ended>;
  readonly #command: string;
  readonly #program: string;
  #begin: (launched: Launched) => void = ignore;
  #resolve: (end: Ended) => void = ignore;
  #reject: (why: Error) => void = ignore;
  #end: Ended | undefined;
  #problem: Error | undefined;

  /** `command` is what is executed, `program` the file to be observed. */
  constructor(command: string, program: string) {
    this.#command = command;
    this.#program = program;
    let refuse: (why: Error) => void = ignore;
    this.launched = new Promise((resolve, reject) => {
      this.#begin = resolve;
      refuse = reject;
    });
    this.ended = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = (why) => {
        refuse(why);
        reject(why);
      };
    });
    // Who asks for one of the two alone is told there.
    this.launched.catch(ignore);
    this.ended.catch(ignore);
  }

  take(message: Exclude<Message, { ready: Ready }>): void {
    if ('launched' in message) this.#begin(message.launched);
    else if ('failed' in message) this.#problem ??= refusal(message.failed, this.#command, this.#program);
    else {
      const { writeError, ...end } = message.ended;
      this.#end = end;
      if (writeError !== null) this.#problem ??= unwritten(writeError);
    }
  }

  /** Whatever comes, this is why there is no recording. */
  fail(why: Error): void {
    this.#problem ??= why;
  }

  /** The recorder has ended, and said all. */
  close(why: string): void {
    if (this.#end && !this.#problem) this.#resolve(this.#end);
    else this.#reject(this.#problem ?? recorderGone(why));
  }
}
