const KB = 1024;
const MB = 1024 * KB;

/** Bounds of a file that comes from outside. Sizes in bytes. */
export const LIMITS = {
  /** The file as it is sent. */
  file: 20 * MB,
  /** Parts of a package: how many, one inflated, all inflated. */
  parts: 2000,
  part: 30 * MB,
  package: 100 * MB,
  /** Inflated to deflated, of one part; parts under `ratioFrom` inflated harm nobody, however well they pack. */
  ratio: 100,
  ratioFrom: MB,
  /** Elements within elements. */
  depth: 64,
  /** Pages of a .pdf. */
  pages: 1000,
  /** Characters of the text, all told. */
  text: 4_000_000,
} as const;

/** Bounds of the process that reads one file, and of how many there are. */
export const READING = { memoryMb: 256, residentMb: 600, timeMs: 10_000, lookEachMs: 100, atOnce: 2, waiting: 8 } as const;
