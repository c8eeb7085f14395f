/** How random the layout of a program is: many executions, their regions, and what the kernel promises of them. Pure. */
export { RandomizationStudy, type StudiedExecution } from './study.ts';
