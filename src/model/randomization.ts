/** What many executions of one program show about the randomness of its layout, as plain data. */

/**
 * - `fixed`: the same address every time, as is promised of it.
 * - `agrees`: the mask has exactly the bits promised, and the pairs of equal addresses do not contradict; it is the mask and the
 *   setting together that say so.
 * - `shown`: so, and the pairs alone show all of them but one.
 * - `fewer`, `more`: a bound from the executions contradicts what is promised.
 * - `open`: nothing contradicts, but the bounds are too far apart to say so.
 * - `unpromised`: nothing is known here of what the kernel promises.
 */
export type RandomnessVerdict = 'fixed' | 'agrees' | 'shown' | 'fewer' | 'more' | 'open' | 'unpromised';

/** The entropy of one address, or of the distance between two, in bits: bounded from above and from below. */
export type AddressEntropy = {
  readonly executions: number;
  /** Lowest and highest of them, in bytes. */
  readonly low: number;
  readonly high: number;
  /** All lie whole multiples of this many bytes from the lowest; 0 where there is one only. */
  readonly stepBytes: number;
  /** At most: the bits that vary in the distance from the lowest. */
  readonly atMostBits: number;
  /** Bits of the address itself that are 1 as often as 0 (a hexadecimal mask, and their number), and those that vary unevenly. */
  readonly balancedMask: string;
  readonly balancedBits: number;
  readonly skewedBits: number;
  /** log2 of the number of steps from the lowest to the highest. */
  readonly rangeBits: number;
  /** At least: by pairs of equal addresses, at the confidence of the whole document; with the estimate, null without a pair. */
  readonly atLeastBits: number;
  readonly pairs: number;
  readonly pairsBits: number | null;
  /** The upper end of the interval by pairs; null where it has none. */
  readonly pairsAtMostBits: number | null;
};

/** What the kernel is known to give, and by what. */
export type EntropyPromise = { readonly bits: number; readonly source: string };

/** Regions that lie at constant distances in all executions: they share one random draw. */
export type SharedDraw = {
  /** The region that stands for all. */
  readonly name: string;
  /** All of them, in the order of their addresses. */
  readonly regions: readonly { readonly name: string; readonly offsetBytes: number }[];
  readonly entropy: AddressEntropy;
  /** Where the distance from another draw is less random than both: that one, and the distance. */
  readonly given?: { readonly name: string; readonly entropy: AddressEntropy };
  readonly promise: EntropyPromise | null;
  readonly verdict: RandomnessVerdict;
  readonly sentence: string;
};

export type Randomization = {
  readonly command: readonly string[];
  readonly at: 'exec' | 'main';
  readonly asked: number;
  readonly held: number;
  /** Reasons why executions could not be held, with their number. */
  readonly unheld: readonly { readonly reason: string; readonly count: number }[];
  /** The probability that one of the intervals by pairs is wrong, or one balanced bit of an address called uneven. */
  readonly alpha: number;
  readonly draws: readonly SharedDraw[];
  /** Regions that some of the executions did not have. */
  readonly irregular: readonly string[];
  readonly conditions: RandomizationConditions;
};

/** What decides how much is promised. */
export type RandomizationConditions = {
  /** As `process.arch` says it. */
  readonly architecture: string;
  /** Randomisation is switched off for this process and what it starts (ADDR_NO_RANDOMIZE, as `setarch -R` does). */
  readonly switchedOff: boolean;
  /** kernel.randomize_va_space and vm.mmap_rnd_bits; null where they could not be read: the second is for root only. */
  readonly randomizeVaSpace: number | null;
  readonly mmapRndBits: number | null;
  /** The program itself: at a fixed address, position-independent, or that without a loader; null where its ELF could not be read. */
  readonly program: 'fixed' | 'position-independent' | 'static-position-independent' | null;
};
