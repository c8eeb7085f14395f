/** What the firmware and the hypervisor say this machine is. Serial numbers and UUIDs are never read. */

import type { Virtualization } from '../model/machine.ts';
import { readParsed } from './read-text.ts';
import { parseLine } from './single-value.ts';

export function readVirtualization(root = '/'): Virtualization {
  return {
    hypervisorType: readParsed(root, '/sys/hypervisor/type', parseLine),
    systemVendor: readParsed(root, '/sys/class/dmi/id/sys_vendor', parseLine),
    productName: readParsed(root, '/sys/class/dmi/id/product_name', parseLine),
  };
}
