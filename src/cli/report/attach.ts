/** Files inside a page, compressed, as far as a page can carry them. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { ReportFile } from '../../model/report.ts';
import { formatBytes } from '../../model/units.ts';
import type { PageParts } from '../../report/index.ts';

export type Attached = {
  readonly file: ReportFile;
  readonly attachment: PageParts['attachments'][number] | null;
};

/** Compressed bytes of one file; more would make the page slow to open and to mail. */
const mostBytes = 4 * 2 ** 20;
/** Nothing that can be drawn compresses to a fiftieth: beyond this, compression is not tried. */
const mostTried = 50 * mostBytes;

type Read = { readonly sizeBytes: number; readonly sha256: string; readonly gzip: Buffer | null };

/** Hash and size of the whole file; compressed as long as it stays small enough. */
async function read(path: string): Promise<Read> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let gzipBytes = 0;
  let pieces: Buffer[] | null = [];
  const gzip = createGzip({ level: 6 });
  gzip.on('data', (piece: Buffer) => {
    gzipBytes += piece.length;
    if (gzipBytes > mostBytes) pieces = null;
    pieces?.push(piece);
  });
  const ended = new Promise((resolve) => gzip.on('end', resolve));
  await pipeline(
    createReadStream(path, { highWaterMark: 2 ** 20 }),
    async (source: AsyncIterable<Buffer>) => {
      for await (const piece of source) {
        hash.update(piece);
        sizeBytes += piece.length;
        if (sizeBytes > mostTried) pieces = null;
        if (pieces !== null && !gzip.write(piece))
          await new Promise((resolve) => gzip.once('drain', resolve));
      }
    },
  );
  gzip.end();
  await ended;
  return { sizeBytes, sha256: hash.digest('hex'), gzip: pieces && Buffer.concat(pieces) };
}

/** The file as a page names it, and as much of it as the page carries. */
export async function attach(path: string): Promise<Attached> {
  const { sizeBytes, sha256, gzip } = await read(path);
  const name = basename(path);
  const left = gzip
    ? null
    : `the file (${formatBytes(sizeBytes)}) takes more than ${formatBytes(mostBytes)} compressed, and is kept beside the page, not in it`;
  return {
    file: { name, sizeBytes, sha256, left },
    attachment: gzip ? { name: `${name}.gz`, base64: gzip.toString('base64') } : null,
  };
}
