import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { ProblemError, problem } from '../domain/problem.js';
import { LIMITS } from './limits.js';

/** What a part's bytes are handed to as they are inflated. */
export interface PartSink {
  write(chunk: Buffer): void;
  end(): void;
}

const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;
const UNIX = 3;
const SYMLINK = 0o120000;

/**
 * Inflates every part of a package once, in the order of its directory, and hands the bytes of each to the sink that `open` gives for its name.
 *
 * Nothing is believed: names, counts and declared sizes are judged first, central and local headers must agree, parts may not overlap, and
 * sizes are counted while inflating. `FILE_CORRUPT` (reason), `FILE_ENCRYPTED`, `FILE_PATH` (part), `FILE_EXPANDS` (part, max, ratio),
 * `FILE_TOO_COMPLEX` (reason).
 */
export async function inflateParts(bytes: Buffer, open: (name: string) => PartSink | undefined): Promise<void> {
  const zip = await corruptUnless(() => fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true }));
  const entries = await directoryOf(zip);
  await checkLocalHeaders(zip, bytes, entries);
  let total = 0;
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) continue;
    const sink = open(entry.fileName);
    total = await inflate(await corruptUnless(() => zip.openReadStreamPromise(entry)), entry, sink, total);
  }
}

async function directoryOf(zip: ZipFile): Promise<Entry[]> {
  if (zip.entryCount > LIMITS.parts) throw new ProblemError(problem('FILE_TOO_COMPLEX', { reason: `${zip.entryCount} > ${LIMITS.parts}` }));
  const entries: Entry[] = [];
  const names = new Set<string>();
  let total = 0;
  await corruptUnless(async () => {
    for await (const entry of zip.eachEntry()) {
      checkEntry(entry, names);
      total += entry.uncompressedSize;
      if (total > LIMITS.package) throw expands(entry.fileName, LIMITS.package);
      entries.push(entry);
    }
  });
  return entries;
}

function checkEntry(entry: Entry, names: Set<string>): void {
  const { fileName, generalPurposeBitFlag, compressionMethod, uncompressedSize, versionMadeBy, externalFileAttributes } = entry;
  const unsafe = /^(?:\/|[a-z]:)|[\\\0]/i.test(fileName) || fileName.split('/').includes('..');
  const symlink = versionMadeBy >>> 8 === UNIX && ((externalFileAttributes >>> 16) & 0o170000) === SYMLINK;
  if (unsafe || symlink) throw new ProblemError(problem('FILE_PATH', { part: shown(fileName) }));
  if ((generalPurposeBitFlag & ENCRYPTED) !== 0) throw new ProblemError(problem('FILE_ENCRYPTED'));
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) throw corrupt(`${fileName}: method ${compressionMethod}`);
  const name = fileName.toLowerCase();
  if (names.has(name)) throw corrupt(`${fileName}: twice`);
  names.add(name);
  if (uncompressedSize > LIMITS.part) throw expands(fileName, LIMITS.part);
}

const LOCAL_SIGNATURE = 0x04034b50;
const DESCRIPTOR = 8;

/** Two readers of one file must not see two files: the local header says what the directory says, and no part lies within another. */
async function checkLocalHeaders(zip: ZipFile, bytes: Buffer, entries: Entry[]): Promise<void> {
  const places: { from: number; to: number; name: string }[] = [];
  for (const entry of entries) {
    const at = entry.relativeOffsetOfLocalHeader;
    if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== LOCAL_SIGNATURE) throw corrupt(`${entry.fileName}: no local header`);
    const local = await corruptUnless(() => zip.readLocalFileHeaderPromise(entry));
    const same =
      local.compressionMethod === entry.compressionMethod &&
      local.generalPurposeBitFlag === entry.generalPurposeBitFlag &&
      local.fileName.equals(entry.fileNameRaw);
    // Sizes come after the bytes where a descriptor is used; the local header then has none.
    const sized =
      (local.generalPurposeBitFlag & DESCRIPTOR) !== 0 ||
      isZip64(local.compressedSize, local.uncompressedSize) ||
      (local.compressedSize === entry.compressedSize && local.uncompressedSize === entry.uncompressedSize);
    if (!same || !sized) throw corrupt(`${entry.fileName}: headers differ`);
    places.push({ from: at, to: local.fileDataStart + entry.compressedSize, name: entry.fileName });
  }
  places.sort((a, b) => a.from - b.from);
  for (let n = 1; n < places.length; n += 1)
    if (places[n]!.from < places[n - 1]!.to) throw corrupt(`${places[n]!.name}: overlaps ${places[n - 1]!.name}`);
}

const MAX_32 = 0xffffffff;
const isZip64 = (...sizes: number[]): boolean => sizes.includes(MAX_32);

/** Counts what comes out of one part, given what came out before it; answers the new total. */
async function inflate(stream: Readable, entry: Entry, sink: PartSink | undefined, before: number): Promise<number> {
  let size = 0;
  let sum = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > LIMITS.part) throw expands(entry.fileName, LIMITS.part);
      if (before + size > LIMITS.package) throw expands(entry.fileName, LIMITS.package);
      if (size > LIMITS.ratioFrom && size > LIMITS.ratio * entry.compressedSize) throw expands(entry.fileName, LIMITS.part);
      sum = crc32(chunk, sum);
      sink?.write(chunk);
    }
    if (sum !== entry.crc32) throw corrupt(`${entry.fileName}: checksum`);
    sink?.end();
  } catch (error) {
    throw error instanceof ProblemError ? error : corrupt(`${entry.fileName}: ${said(error)}`);
  } finally {
    stream.destroy();
  }
  return before + size;
}

function expands(name: string, max: number): ProblemError {
  return new ProblemError(problem('FILE_EXPANDS', { part: shown(name), max, ratio: LIMITS.ratio }));
}

/** A file that is not in the form it should have. */
export function corrupt(reason: string): ProblemError {
  return new ProblemError(problem('FILE_CORRUPT', { reason: shown(reason) }));
}

async function corruptUnless<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const reason = said(error);
    // yauzl refuses these names itself.
    if (/relative path|absolute path|invalid characters in fileName/.test(reason))
      throw new ProblemError(problem('FILE_PATH', { part: shown(reason.replace(/^.*?: /, '')) }));
    throw corrupt(reason);
  }
}

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A name out of a file, fit to be told: short, and without what steers a terminal. */
export function shown(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '?').slice(0, 120);
}
