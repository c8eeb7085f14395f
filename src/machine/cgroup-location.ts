/** Where the memory cgroup of this process lies in the file system, from `/proc/self/cgroup` and `mountinfo`. */

import { measured, type Reading, unavailable } from '../model/reading.ts';

export interface CgroupLocation {
  readonly version: 1 | 2;
  /** From the own cgroup up to the outermost one that is visible here. */
  readonly directories: readonly string[];
}

interface Membership {
  readonly version: 1 | 2;
  readonly path: string;
}

interface Mount {
  readonly version: 1 | 2;
  /** Which part of the hierarchy is mounted: "/" or, in some containers, the container's own cgroup. */
  readonly hierarchyRoot: string;
  readonly mountPoint: string;
}

/** Source: cgroups(7), proc_pid_mountinfo(5), Documentation/admin-guide/cgroup-v2.rst. */
export function parseCgroupLocation(cgroup: string, mountinfo: string): Reading<CgroupLocation> {
  const own = parseMembership(cgroup);
  if (own === undefined) return unavailable('/proc/self/cgroup: names no memory cgroup');
  const mounts = parseMounts(mountinfo).filter((mount) => mount.version === own.version);
  const mount = mounts.find(({ hierarchyRoot }) => isWithin(own.path, hierarchyRoot)) ?? mounts[0];
  if (mount === undefined) {
    return unavailable(`/proc/self/mountinfo: no cgroup v${own.version} memory hierarchy is mounted`);
  }
  return measured({ version: own.version, directories: walkUp(mount, own.path) });
}

// The memory controller is in one hierarchy only: v1's when a v1 line names it, else the unified one.
function parseMembership(cgroup: string): Membership | undefined {
  let unified: Membership | undefined;
  for (const line of cgroup.split('\n')) {
    const [, id, controllers, path] = /^(\d+):([^:]*):(\/.*)$/.exec(line) ?? [];
    if (path === undefined) continue;
    if (controllers!.split(',').includes('memory')) return { version: 1, path };
    if (id === '0' && controllers === '') unified = { version: 2, path };
  }
  return unified;
}

function parseMounts(mountinfo: string): readonly Mount[] {
  return mountinfo.split('\n').flatMap((line): Mount[] => {
    const [before = '', after = ''] = line.split(' - ', 2);
    const [, , , hierarchyRoot, mountPoint] = before.split(' ').map(unescapeOctal);
    const [type, , options = ''] = after.split(' ');
    if (hierarchyRoot === undefined || mountPoint === undefined) return [];
    if (type === 'cgroup2') return [{ version: 2, hierarchyRoot, mountPoint }];
    const memory = type === 'cgroup' && options.split(',').includes('memory');
    return memory ? [{ version: 1, hierarchyRoot, mountPoint }] : [];
  });
}

// Space, tab, newline and backslash are written as \040 and so on.
function unescapeOctal(text: string): string {
  return text.replaceAll(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}

function isWithin(path: string, ancestor: string): boolean {
  return ancestor === '/' || path === ancestor || path.startsWith(`${ancestor}/`);
}

// A path that leaves the mounted part ("/../x" under a cgroup namespace) leaves only the mount point to look at.
function walkUp({ hierarchyRoot, mountPoint }: Mount, path: string): readonly string[] {
  const visible = isWithin(path, hierarchyRoot) && !path.split('/').includes('..');
  const inside = visible ? path.slice(hierarchyRoot === '/' ? 0 : hierarchyRoot.length) : '';
  const names = inside.split('/').filter((name) => name !== '');
  return names
    .map((_, index) => `${mountPoint}/${names.slice(0, names.length - index).join('/')}`)
    .concat(mountPoint);
}
