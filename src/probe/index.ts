/** The C probe from TypeScript: compiled, described, and served. */

export { type BuildOptions, type BuiltProbe, buildProbe, probeFlags } from './build.ts';
export { protocolVersion } from './protocol.ts';
export { describeProbe, type Inheritance, startProbe } from './supervisor.ts';
