const WIDE = 100;
const NARROWEST = 60;
const WIDEST = 160;

/** A stream to write to, and how wide it is where it is a terminal. */
export interface Stream {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

/** Where the command line writes: results on standard output, everything said beside them on standard error. */
export class Terminal {
  private readonly columnsOf: number;

  constructor(
    readonly json: boolean,
    private readonly stdout: Stream,
    private readonly stderr: Stream,
    private readonly env: Record<string, string | undefined>,
  ) {
    this.columnsOf = stdout.isTTY === true ? Math.max(NARROWEST, Math.min(stdout.columns ?? WIDE, WIDEST)) : WIDE;
  }

  /** Columns that a table may fill: the terminal's, and 100 where the output goes elsewhere. */
  get columns(): number {
    return this.columnsOf;
  }

  /** Whether a person watches standard error, so that progress may be drawn there. */
  get watched(): boolean {
    return this.stderr.isTTY === true && !this.json;
  }

  out(text: string): void {
    this.stdout.write(`${text}\n`);
  }

  say(text: string): void {
    this.stderr.write(`${text}\n`);
  }

  value(value: unknown): void {
    this.out(JSON.stringify(value, null, 2));
  }

  bold(text: string): string {
    return this.styled(text, 1, 22);
  }

  dim(text: string): string {
    return this.styled(text, 2, 22);
  }

  red(text: string): string {
    return this.styled(text, 31, 39);
  }

  yellow(text: string): string {
    return this.styled(text, 33, 39);
  }

  green(text: string): string {
    return this.styled(text, 32, 39);
  }

  /** Colour only repeats what the words say already, and only where both streams are a terminal. */
  private styled(text: string, on: number, off: number): string {
    const plain = !this.stdout.isTTY || !this.stderr.isTTY || this.env.NO_COLOR || this.env.TERM === 'dumb';
    return plain ? text : `\u001B[${on}m${text}\u001B[${off}m`;
  }
}
