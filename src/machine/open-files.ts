/** Who has a file open for writing, from /proc/PID/fd and fdinfo of the processes that may be read. */
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** open(2)'s access mode bits in the octal `flags` of fdinfo: 1 write only, 2 both. */
const accessMode = 0o3;

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // the process ended meanwhile, or is another user's
  }
}

function writes(process: string, fd: string, path: string): boolean {
  try {
    if (readlinkSync(join(process, 'fd', fd)) !== path) return false;
    const flags = /^flags:\s+([0-7]+)/m.exec(readFileSync(join(process, 'fdinfo', fd), 'utf8'))?.[1] ?? '0';
    return (Number.parseInt(flags, 8) & accessMode) !== 0;
  } catch {
    return false;
  }
}

/** The pid of another process that has the file open for writing, or undefined where none is seen. */
export function findWriter(file: string, root = '/'): number | undefined {
  const path = realpathSync(file);
  const processes = listed(join(root, 'proc')).filter(
    (name) => /^\d+$/.test(name) && Number(name) !== process.pid,
  );
  const writer = processes.find((pid) => {
    const folder = join(root, 'proc', pid);
    return listed(join(folder, 'fd')).some((fd) => writes(folder, fd, path));
  });
  return writer === undefined ? undefined : Number(writer);
}
