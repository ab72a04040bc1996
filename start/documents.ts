import { fileURLToPath } from 'node:url';
import { createReader, type DocumentReader } from '../documents/reader.js';

/** A reader of files from outside, with the program that each of its processes runs. */
export function documentReader(): DocumentReader {
  return createReader({ script: fileURLToPath(new URL('../documents/extraction-main.js', import.meta.url)) });
}
