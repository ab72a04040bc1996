import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { operations } from '../../contract/http-api.js';
import { holderOf } from '../../start/data-folder.js';
import { StartProblem } from '../../start/start-problem.js';
import { sayProblem } from '../../start/words.js';
import type { Cli } from '../cli.js';
import { CliProblem, EXIT, type ExitCode } from '../exit.js';
import { type Doctor, doctorText, isWell } from '../show/doctor.js';
import type { Verb } from '../verb.js';

/** The processes themselves: start one, bring the records up to date, and look how it does. */
export const upkeepVerbs: Verb[] = [
  {
    call: 'start [role]',
    words: 'cli.start',
    options: [
      { flags: '--sample', words: 'cli.option.sample' },
      { flags: '--data <folder>', words: 'cli.option.data' },
      { flags: '--port <port>', words: 'cli.option.port' },
    ],
    async run(_cli, [role = 'embedded'], { sample, data, port }) {
      const argv = [role, ...(sample ? ['--sample'] : []), ...optional('--data', data), ...optional('--port', port)];
      process.argv.splice(2, process.argv.length, ...argv);
      // From here on the process is start's: it answers signals and sets the exit code.
      await import('../../start/main.js');
      await new Promise(() => {});
    },
  },
  {
    call: 'migrate',
    words: 'cli.migrate',
    async run(cli) {
      const { migrateRecords } = await import('../../start/upkeep.js');
      const done = await atHome(cli, () =>
        migrateRecords(cli.config, { say: (text) => cli.terminal.say(text), ...(cli.signal && { asked: cli.signal }) }),
      );
      await cli.show(done, () => {
        const word = done.applied.length === 0 ? 'cli.migrate.nothing' : 'cli.migrate.done';
        return `${cli.terminal.green('✓')} ${cli.word(word, { applied: done.applied.join(', '), newest: done.newest })}`;
      });
    },
  },
  {
    call: 'doctor',
    words: 'cli.doctor',
    async run(cli): Promise<ExitCode> {
      const holder = cli.config.databaseUrl === undefined ? await atHome(cli, async () => holderOf(cli.config.dataDir)) : undefined;
      const found = holder === undefined ? await alone(cli) : { ...(await askedOf(cli)), holder: holder.pid };
      await cli.show(found, () => doctorText(cli, found));
      return isWell(found) ? EXIT.ok : EXIT.refused;
    },
  },
];

async function alone(cli: Cli): Promise<Doctor> {
  const { examine } = await import('../../start/upkeep.js');
  const { kind, migration, records, temporal } = await atHome(cli, () => examine(cli.config));
  return { database: kind, migration, ...(records && { records }), ...(temporal && { temporal }) };
}

/** By the process that holds the records. */
async function askedOf(cli: Cli): Promise<Doctor> {
  // Who may read the data folder may ask as its first administrator.
  const api = cli.hasAccount ? cli.api : cli.apiAs(readFileSync(join(cli.config.dataDir, 'administrator.token'), 'utf8').trim());
  const records = await api.ask(operations.diagnosis.get);
  const { parts } = await api.health();
  const { database = '?', temporal = '?' } = parts;
  return { database, migration: records.migration, records, temporal: { ok: temporal === 'ok' } };
}

/** What opening the records can run into, as a problem of the command line: in the language, with its own exit code. */
async function atHome<T>(cli: Cli, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CliProblem) throw error;
    const lines = sayProblem(error).split('\n');
    const half = Math.ceil(lines.length / 2);
    const reason = (cli.language === 'vi' ? lines.slice(0, half) : lines.slice(half)).join(' ');
    const exit = error instanceof StartProblem ? (error.exitCode as ExitCode) : EXIT.unreachable;
    throw new CliProblem(exit, 'cli.bad.records', { reason });
  }
}

function optional(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [name, value];
}
