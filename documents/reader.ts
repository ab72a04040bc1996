import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isProblem, type Problem, problem } from '../domain/problem.js';
import type { Extracted } from './extracted.js';
import { checkFile, type EvidenceKind, evidenceKindOf, paperKindOf } from './file-type.js';
import { READING } from './limits.js';
import type { ReadPaper } from './read-paper.js';
import type { Workbook } from './workbook.js';

/** Reads files from outside. What is wrong with a file is returned, never thrown. */
export interface DocumentReader {
  /** A Word file; beyond the problems of `extractDocx`, `FILE_TOO_COMPLEX` (reason) where it takes too much memory or time. */
  readDocx(bytes: Buffer): Promise<Extracted | Problem>;
  /** A PDF with text; likewise. */
  readPdf(bytes: Buffer): Promise<Extracted | Problem>;
  /** A workbook; likewise. */
  readXlsx(bytes: Buffer): Promise<Workbook | Problem>;
  /** A paper (.docx, .pdf or plain text, as its content is and its name says), read into a draft plan; likewise. */
  readPaper(bytes: Buffer, name: string): Promise<ReadPaper | Problem>;
  /** The kind of a file that goes with a duty, opened to see that it is one and harms nobody; scans without text are taken. Likewise. */
  checkEvidence(bytes: Buffer, name: string): Promise<EvidenceKind | Problem>;
}

export interface ReaderConfig {
  /** Compiled `extraction-main.js`. */
  script: string;
  memoryMb?: number;
  residentMb?: number;
  timeMs?: number;
  /** Files read at once, and files that may wait; one more is `UNAVAILABLE`. */
  atOnce?: number;
  waiting?: number;
}

/**
 * A reader that gives each file a process of its own, with a bound on its memory and time: what a file does to a parser ends with that
 * process, and the one that asked goes on.
 */
export function createReader(config: ReaderConfig): DocumentReader {
  const bounds = { ...READING, ...config };
  const turns = new Turns(bounds);
  const inTurn = <Read>(kind: string, bytes: Buffer): Promise<Read | Problem> =>
    turns.take(() => inProcess<Read>(kind, bytes, bounds)) ?? Promise.resolve(problem('UNAVAILABLE'));
  const read = <Read>(kind: 'docx' | 'pdf' | 'xlsx', bytes: Buffer, begins: string): Promise<Read | Problem> => {
    const wrong = checkFile(bytes, begins, kind.toUpperCase());
    return wrong ? Promise.resolve(wrong) : inTurn<Read>(kind, bytes);
  };
  return {
    readDocx: (bytes) => read<Extracted>('docx', bytes, 'ZIP'),
    readPdf: (bytes) => read<Extracted>('pdf', bytes, 'PDF'),
    readXlsx: (bytes) => read<Workbook>('xlsx', bytes, 'ZIP'),
    readPaper: async (bytes, name) => {
      const kind = paperKindOf(bytes, name);
      return isProblem(kind) ? kind : inTurn<ReadPaper>(`${kind}-paper`, bytes);
    },
    checkEvidence: async (bytes, name) => {
      const kind = evidenceKindOf(bytes, name);
      if (isProblem(kind) || kind === 'png' || kind === 'jpg') return kind;
      const found = await inTurn<unknown>(kind === 'csv' ? 'txt' : kind, bytes);
      return isProblem(found) && found.code !== 'FILE_NO_TEXT' ? found : kind;
    },
  };
}

type Bounds = Required<ReaderConfig> & { lookEachMs: number };

/** Lets so many processes run at once, and so many wait: together they must not take the memory that one may. */
class Turns {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(readonly bounds: Bounds) {}

  /** Work done when its turn comes; undefined where too many wait already. */
  take<T>(work: () => Promise<T>): Promise<T> | undefined {
    if (this.#running >= this.bounds.atOnce && this.#waiting.length >= this.bounds.waiting) return undefined;
    return this.#turn(work);
  }

  async #turn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.bounds.atOnce) await new Promise<void>((come) => this.#waiting.push(come));
    else this.#running += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}

function inProcess<Read>(kind: string, bytes: Buffer, bounds: Bounds): Promise<Read | Problem> {
  return new Promise((done, fail) => {
    const { script, memoryMb, residentMb, timeMs } = bounds;
    // It needs nothing of this process: no environment with its secrets, no folder.
    const child = spawn(process.execPath, [`--max-old-space-size=${memoryMb}`, '--disallow-code-generation-from-strings', script, kind], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: {},
    });
    let stopped: string | undefined;
    const stop = (reason: string) => {
      stopped ??= reason;
      child.kill('SIGKILL');
    };
    const late = setTimeout(() => stop(`> ${timeMs / 1000} s`), timeMs);
    const look = setInterval(() => {
      if (residentOf(child.pid) > residentMb) stop(`> ${residentMb} MB`);
    }, bounds.lookEachMs);
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', fail);
    // A child that ends before it has read all: how it ended tells.
    child.stdin.on('error', () => undefined);
    child.on('close', (code, signal) => {
      clearTimeout(late);
      clearInterval(look);
      if (stopped !== undefined) done(problem('FILE_TOO_COMPLEX', { reason: stopped }));
      else if (signal !== null || code === OUT_OF_MEMORY) done(problem('FILE_TOO_COMPLEX', { reason: `> ${memoryMb} MB` }));
      else if (code === 0) done(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Read | Problem);
      else fail(new Error(`The process that reads a .${kind} ended with ${code}`));
    });
    child.stdin.end(bytes);
  });
}

/** Exit code of Node where its heap is full and it can't abort by a signal. */
const OUT_OF_MEMORY = 134;

const PAGE_KB = 4;

/** Memory that a process holds in fact, in MB, where the system tells it; old space is bounded by Node itself. */
function residentOf(pid: number | undefined): number {
  if (pid === undefined || process.platform !== 'linux') return 0;
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_KB) / 1024;
  } catch {
    return 0;
  }
}
