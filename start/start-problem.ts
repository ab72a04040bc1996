/** Reasons why a process can't start, each with the exit code a terminal gets (sysexits). Words stand in start/words.ts. */
export const START_PROBLEMS = {
  /** data: path, pid. Another live process holds the data folder. */
  FOLDER_LOCKED: 73,
  /** data: path. The folder, or the place it should be made in, can't be written. */
  FOLDER_READ_ONLY: 73,
  /** data: path, owner (uid of the folder), user (our uid). */
  FOLDER_OTHER_OWNER: 73,
  /** data: path. Something that is no folder stands there. */
  FOLDER_NOT_A_FOLDER: 73,
  /** data: path. */
  FOLDER_FULL: 73,
  /** data: path. A network file system keeps no promise on locks and order of writes. */
  FOLDER_ON_NETWORK: 73,
  /** data: path. There are no records in it to look at. */
  FOLDER_EMPTY: 73,
  /** data: path, reason (code of the system). */
  FOLDER_UNUSABLE: 73,
  /** data: program, tried (what was looked at, with each reason). */
  TEMPORAL_NOT_FOUND: 69,
  /** data: log (path of its log), reason, lastLine (of the log). */
  TEMPORAL_NOT_UP: 69,
  /** data: port. */
  TEMPORAL_PORT_TAKEN: 69,
  /** data: address, reason. A server that the configuration names. */
  TEMPORAL_UNREACHABLE: 69,
  /** data: address, namespace, version (of the server). */
  TEMPORAL_NAMESPACE_MISSING: 69,
  /** data: address, version, oldest. */
  TEMPORAL_TOO_OLD: 69,
  /** data: address (host and port), reason. */
  DATABASE_UNREACHABLE: 69,
  /** data: address, user. Wrong user or password. */
  DATABASE_REFUSED: 69,
  /** data: address, database. */
  DATABASE_MISSING: 69,
  /** data: version, oldest. */
  DATABASE_TOO_OLD: 69,
  /** data: found, known (numbers of migrations). The records were written by a newer version than this one. */
  DATABASE_NEWER: 69,
  /** data: path, reason. */
  RECORDS_UNREADABLE: 69,
  /** data: path. A file that is no backup, or was cut off. */
  BACKUP_UNREADABLE: 65,
  /** data: path. A backup is only read where there are no records yet. */
  RECORDS_EXIST: 73,
  /** data: minutes. The clock of this machine is that far from the database's. */
  CLOCK_SKEW: 69,
  /** data: port, variable (that names it). */
  PORT_TAKEN: 69,
  /** data: host, port, reason. */
  PORT_UNUSABLE: 69,
} as const;

export type StartProblemCode = keyof typeof START_PROBLEMS;

/** Thrown while a process is being wired; the terminal shows its words and ends with `exitCode`. */
export class StartProblem extends Error {
  readonly exitCode: number;

  constructor(
    readonly code: StartProblemCode,
    readonly data: Record<string, string | number>,
  ) {
    super(`${code} ${JSON.stringify(data)}`);
    this.name = 'StartProblem';
    this.exitCode = START_PROBLEMS[code];
  }
}
