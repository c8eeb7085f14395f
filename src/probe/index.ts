/** The C probe from TypeScript: compiled, described, and served. */

export { type BuildOptions, type BuiltProbe, buildProbe, probeFlags } from './build.ts';
export { buildPostProgram } from './build-post-program.ts';
export { buildSubject } from './build-subject.ts';
export { defaultCacheFolder } from './compile.ts';
export { executeMany, type ManyExecutions } from './execute-many.ts';
export { findCommand } from './find-command.ts';
export { holdSignals } from './held-signals.ts';
export { type HeldResult, type HoldCommand, holdCommand } from './hold.ts';
export type { HeldOutput } from './hold-session.ts';
export { endingInWords } from './hold-words.ts';
export { keepSettings } from './keep-settings.ts';
export { protocolVersion } from './protocol.ts';
export { type Recording, type RecordingOptions, type RecordingRequest, startRecording } from './record.ts';
export type { Ended, Launched, Ready } from './record-protocol.ts';
export { describeProbe, type Inheritance, startProbe } from './supervisor.ts';
