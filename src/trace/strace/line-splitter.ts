/** Bytes into lines, whatever the boundaries of the chunks. */
import { StringDecoder } from 'node:string_decoder';

/** No line of strace is so long; what exceeds it is cut, so that a stream without an end of line cannot fill the memory. */
const longestLine = 1 << 18;

export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8');
  readonly #take: (line: string) => void;
  #rest = '';
  #any = false;

  constructor(take: (line: string) => void) {
    this.#take = take;
  }

  push(chunk: Uint8Array | string): void {
    const text =
      typeof chunk === 'string'
        ? chunk
        : this.#decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    let start = 0;
    for (;;) {
      const end = text.indexOf('\n', start);
      if (end < 0) break;
      this.#take(this.#any ? this.#whole(text, end) : text.slice(start, end));
      start = end + 1;
    }
    if (start < text.length) this.#keep(text.slice(start));
  }

  /** The last line may lack its end. */
  end(): void {
    this.#keep(this.#decoder.end());
    if (this.#any) this.#take(this.#whole('', 0));
  }

  #keep(text: string): void {
    if (text === '') return;
    this.#any = true;
    if (this.#rest.length < longestLine) this.#rest += text.slice(0, longestLine);
  }

  #whole(text: string, end: number): string {
    const line = this.#rest + text.slice(0, end);
    this.#rest = '';
    this.#any = false;
    return line;
  }
}
