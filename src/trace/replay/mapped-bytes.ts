/** Bytes that are mapped, and of them the heap's; now and at most. */
import type { Area } from './area.ts';

export class MappedBytes {
  mappedBytes = 0;
  heapBytes = 0;
  peakMappedBytes = 0;
  peakHeapBytes = 0;
  peakMappings = 0;

  /** A forked process begins with what its parent has. */
  begin({ mappedBytes, heapBytes }: MappedBytes): void {
    this.mappedBytes = this.peakMappedBytes = mappedBytes;
    this.heapBytes = this.peakHeapBytes = heapBytes;
  }

  add({ start, end, region }: Area, mappings: number): void {
    this.mappedBytes += end - start;
    if (region === 'heap') this.heapBytes += end - start;
    if (this.mappedBytes > this.peakMappedBytes) this.peakMappedBytes = this.mappedBytes;
    if (this.heapBytes > this.peakHeapBytes) this.peakHeapBytes = this.heapBytes;
    if (mappings > this.peakMappings) this.peakMappings = mappings;
  }

  remove({ start, end, region }: Area): void {
    this.mappedBytes -= end - start;
    if (region === 'heap') this.heapBytes -= end - start;
  }
}
