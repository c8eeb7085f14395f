/** The command line that strace is started with. */
import type { StraceFeatures } from './features.ts';

/** Stands among the words where the recorder puts the path of its pipe. */
export const tracePlaceholder = '{trace}';

/** What changes an address space, or makes and ends one. */
const calls =
  'brk mmap mmap2 munmap mremap mprotect pkey_mprotect madvise process_madvise remap_file_pages mlock mlock2 munlock mlockall munlockall msync memfd_create memfd_secret shmget shmat shmdt shmctl mseal map_shadow_stack clone clone2 clone3 fork vfork execve execveat exit exit_group';

/** Timers and the runtimes that interrupt themselves send these by the thousand, and they say nothing about memory. */
const silencedSignals = 'urg,prof,vtalrm';

/** The traced calls as strace takes them. With `?` a name that this version or architecture does not know is no error. */
const tracedCalls: readonly string[] = calls.split(' ').map((name) => `?${name}`);

function timeWords(features: StraceFeatures): readonly string[] {
  return features.nanoseconds
    ? ['--absolute-timestamps=format:unix,precision:ns', '--syscall-times=ns']
    : ['-ttt', '-T'];
}

export type StraceWish = {
  readonly command: readonly string[];
  /** Ask for the stack of each call; left out where this strace cannot. */
  readonly callers: boolean;
  readonly features: StraceFeatures;
};

/**
 * The words of the command, `strace` first. With `-o` strace holds fatal signals back from itself: Ctrl-C reaches the
 * program alone, and strace ends after it with its exit code or by its signal. So to end a trace, end the program;
 * without --kill-on-exit, killing strace leaves a program behind whose memory calls fail with ENOSYS.
 */
export function straceWords({ command, callers, features }: StraceWish): readonly string[] {
  return [
    'strace',
    '-f', // threads and children too
    ...(features.seccompBpf ? ['--seccomp-bpf'] : []),
    ...(features.killOnExit ? ['--kill-on-exit'] : []),
    '-q', // nothing of its own on the program's stderr
    '-y', // the file behind a descriptor
    ...(features.pidTranslation === null ? [] : [features.pidTranslation]),
    ...(features.rawNumbers ? ['-X', 'raw'] : []),
    ...timeWords(features),
    '-a1', // no columns: fewer bytes through the pipe
    '-s64', // of the strings only program arguments are cut by it, never paths
    '-e',
    `trace=${tracedCalls.join(',')}`,
    '-e',
    `signal=!${silencedSignals}`,
    ...(callers && features.stackTraces !== null ? ['-k'] : []),
    '-o',
    tracePlaceholder,
    '--',
    ...command,
  ];
}
