import { knownKeys, problemsOf } from '../contract/plan-file-problems.js';
import { type Positions, readFileTree } from '../contract/plan-file-tree.js';
import type { Operation, ToldProblem } from '../contract/http-api.js';
import type { Problem } from '../domain/problem.js';
import type { Cli } from './cli.js';
import { CliProblem, EXIT, Refused } from './exit.js';
import { formatOf, readText } from './files.js';
import { told } from './told.js';

/** A YAML or JSON file that becomes the body of a request: its tree with texts as written, and where each part stands. */
export interface DataFile {
  file: string;
  value: unknown;
  positions: Positions;
}

/** Reads a data file; ends with 65 and every problem of its writing. */
export async function readData(cli: Cli, file: string): Promise<DataFile> {
  const tree = readFileTree(await readText(file), formatOf(file));
  if ('problems' in tree) throw badFile(cli, file, tree.problems);
  return { file, ...tree };
}

/**
 * Judges a body by the schema of its operation before it is sent, so that its problems come with lines. `under` is where in the body the file
 * stands (`people` where the file is the list of people).
 */
export function checkBody(cli: Cli, { file, positions }: DataFile, operation: Operation, body: unknown, under = ''): void {
  const judged = operation.body.safeParse(body, { reportInput: true, error: knownKeys });
  if (judged.success) return;
  const problems = problemsOf(judged.error.issues, positions).map((found) => placedUnder(found, positions, under));
  throw badFile(cli, file, problems);
}

/** An answer's problems with the lines of the file that was sent, where their paths lead into it. */
export async function placing<T>({ file, positions }: DataFile, under: string, asking: Promise<T>): Promise<T> {
  try {
    return await asking;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { answer } = error;
    const place = <P extends ToldProblem>(found: P): P => placedUnder(found, positions, under);
    throw new Refused({ ...place(answer), problems: answer.problems.map(place) }, file);
  }
}

function placedUnder<P extends { path?: string; line?: number }>(found: P, positions: Positions, under: string): P {
  if (found.path === undefined || (found.line !== undefined && under === '')) return found;
  const path = under !== '' && found.path.startsWith(`${under}.`) ? found.path.slice(under.length + 1) : found.path;
  return { ...found, path, ...positions.of(path) };
}

/** A file with problems, said in order of its lines. */
export function badFile(cli: Cli, file: string, problems: readonly Problem[]): CliProblem {
  const found = problems.map((one) => told(one, cli.language));
  return new CliProblem(EXIT.badFile, 'cli.bad.file', { file, count: found.length }, { file, problems: found });
}

/** A tree with the numbers and switches among its texts turned into themselves, but at the names given, whose values are texts. */
export function typed(value: unknown, texts: readonly string[] = []): unknown {
  if (typeof value === 'string') return typedScalar(value);
  if (Array.isArray(value)) return value.map((item) => typed(item, texts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]) => (part === undefined ? [] : [[name, texts.includes(name) ? part : typed(part, texts)]])),
  );
}

function typedScalar(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d{1,15}(\.\d{1,9})?$/.test(text) ? Number(text) : text;
}
