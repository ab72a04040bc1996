import type { ProblemAnswer, ToldProblem } from '../contract/http-api.js';
import type { WordKey } from '../i18n/vi.js';

/** Exit codes of the command line (sysexits.h where it has one); docs/cli.md tells them to its readers. */
export const EXIT = {
  ok: 0,
  /** The rules refuse it, it is not there, or a check finds the record broken. */
  refused: 1,
  usage: 2,
  badFile: 65,
  noFile: 66,
  unreachable: 69,
  internal: 70,
  folder: 73,
  /** Lodged, and not decided within the time waited. */
  undecided: 75,
  denied: 77,
  config: 78,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What ends a command early: the exit code, the sentence to say, and the single problems where there are many. */
export class CliProblem extends Error {
  constructor(
    readonly exit: ExitCode,
    readonly key: WordKey,
    readonly data: Record<string, string | number> = {},
    readonly more: { file?: string; problems?: readonly ToldProblem[]; hint?: string } = {},
  ) {
    super(`${key} ${JSON.stringify(data)}`);
    this.name = 'CliProblem';
  }
}

/** An answer of the API that is no success; `file` is the file that the request carried, where it carried one. */
export class Refused extends Error {
  constructor(
    readonly answer: ProblemAnswer,
    readonly file?: string,
  ) {
    super(`${answer.status} ${answer.code}`);
    this.name = 'Refused';
  }
}

/** Statuses that say that what was sent is wrong in itself. */
const WRONG_CONTENT = [400, 413, 415, 422];

/** The exit code for an answer of the API. */
export function exitOf(status: number, file?: string): ExitCode {
  if (status === 401 || status === 403) return EXIT.denied;
  if (file !== undefined && WRONG_CONTENT.includes(status)) return EXIT.badFile;
  if (status === 400 || status === 415) return EXIT.usage;
  if (status === 429 || status === 503 || status === 408) return EXIT.unreachable;
  return status >= 500 ? EXIT.internal : EXIT.refused;
}
