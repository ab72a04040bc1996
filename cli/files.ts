import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { PlanFileFormat } from '../contract/plan-file.js';
import { CliProblem, EXIT } from './exit.js';

/** Largest file that is read at all; the API's own bounds are narrower and name themselves. */
const MAX_BYTES = 20 * 1024 * 1024;

/** The bytes of a file given as an argument. Ends with 66 for what is missing, a folder, a pipe or a device, or may not be read. */
export async function readInput(path: string): Promise<Uint8Array> {
  try {
    // Looked at before it is opened: opening a pipe would wait for its writer.
    const found = await stat(path);
    if (found.isDirectory()) throw new CliProblem(EXIT.noFile, 'cli.bad.folder', { file: path });
    if (!found.isFile()) throw new CliProblem(EXIT.noFile, 'cli.bad.notAFile', { file: path });
    if (found.size > MAX_BYTES) throw new CliProblem(EXIT.badFile, 'cli.bad.fileLarge', { file: path, bytes: found.size, max: MAX_BYTES });
    return await readFile(path);
  } catch (error) {
    if (error instanceof CliProblem) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const missing = code === 'ENOENT' || code === 'ENOTDIR';
    throw new CliProblem(EXIT.noFile, missing ? 'cli.bad.noFile' : 'cli.bad.unreadable', { file: path, reason: code });
  }
}

/** The text of a file; bytes that are no UTF-8 come as U+FFFD, which its reader names. */
export async function readText(path: string): Promise<string> {
  // A byte order mark stays, for the reader to name.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await readInput(path));
}

/** How a data file is written, by its ending. */
export function formatOf(path: string): PlanFileFormat {
  return extname(path).toLowerCase() === '.json' ? 'json' : 'yaml';
}

const PLAN_FILES = ['.yaml', '.yml', '.json'];

/** Whether a plan is named by its file: a symbol has a slash as a path has, so a file is what is there, or what is named like one. */
export function isPlanFile(named: string): boolean {
  return PLAN_FILES.includes(extname(named).toLowerCase()) || existsSync(named);
}

/** Writes a file that is not there yet; one that is there is somebody's. Ends with 73. */
export async function writeNew(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, content, { flag: 'wx' });
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? '';
    throw new CliProblem(EXIT.folder, reason === 'EEXIST' ? 'cli.bad.outExists' : 'cli.bad.outUnwritable', { file, reason });
  }
}
