/** Where the program itself lies: what exec maps first. It tells the program's bss and its heap from other anonymous memory. */
import type { MappingRecord } from '../../model/trace.ts';
import { anonymousRegion, fileOf, regionOf } from './region.ts';

/** How far above the program's end its heap may begin. Source: arch_randomize_brk of x86-64 and arm64 (1 GiB). */
const largestBreakOffset = 2 ** 30 + 2 ** 25;

export class ProgramExtent {
  #path = '';
  #end = 0;

  copy(): ProgramExtent {
    const copy = new ProgramExtent();
    copy.#path = this.#path;
    copy.#end = this.#end;
    return copy;
  }

  /** The region of a mapping that the kernel told; `isNew`: nothing is known there, and there is no heap yet. */
  regionOf({ start, lengthBytes, path: name }: MappingRecord, isNew: boolean): string {
    const path = fileOf(name);
    if (path !== '' && this.#path === '') this.#path = path;
    if (path !== '' && this.#path === path) this.#end = Math.max(this.#end, start + lengthBytes);
    const region = regionOf(name);
    if (this.#path === '' || region !== anonymousRegion) return region;
    if (start === this.#end) return `${this.#path} (bss)`;
    // The kernel tells the heap's first growth as an anonymous mapping.
    return isNew && start > this.#end && start - this.#end <= largestBreakOffset ? 'heap' : region;
  }
}
