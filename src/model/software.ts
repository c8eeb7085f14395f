/** The libraries and the runtime that programs meet on the machine. */
export interface Software {
  /** glibc's version, null for another C library. */
  readonly glibc: string | null;
  readonly node: string;
  /** As Node names it: x64, arm64. */
  readonly architecture: string;
}
