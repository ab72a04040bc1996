import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { operations } from '../../contract/http-api.js';
import { holderOf } from '../../start/data-folder.js';
import { StartProblem } from '../../start/start-problem.js';
import { sayProblem } from '../../start/words.js';
import type { Api } from '../api.js';
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
    call: 'administrator',
    words: 'cli.administrator',
    async run(cli) {
      const { makeAdministrator } = await import('../../start/upkeep.js');
      const made = await atHome(cli, () => makeAdministrator(cli.config, { ...(cli.signal && { asked: cli.signal }) }));
      // The token alone on its line, as `token create` has it.
      await cli.show(made, () => [made.token, ...optional(cli.word('cli.administrator.password'), made.password)].join('\n'));
    },
  },
  {
    call: 'doctor',
    words: 'cli.doctor',
    options: [{ flags: '--deep', words: 'cli.option.deep' }],
    async run(cli, _args, { deep = false }): Promise<ExitCode> {
      const holder = cli.config.databaseUrl === undefined ? await atHome(cli, async () => holderOf(cli.config.dataDir)) : undefined;
      const found = holder === undefined ? await alone(cli, deep) : { ...(await askedOf(cli, deep)), holder: holder.pid };
      await cli.show(found, () => doctorText(cli, found));
      return isWell(found) ? EXIT.ok : EXIT.refused;
    },
  },
  {
    call: 'backup <file>',
    words: 'cli.backup',
    async run(cli, [file = '']) {
      if (existsSync(file)) throw new CliProblem(EXIT.usage, 'cli.bad.exists', { file });
      const holder = cli.config.databaseUrl === undefined ? await atHome(cli, async () => holderOf(cli.config.dataDir)) : undefined;
      const { backupRecords } = await import('../../start/backup.js');
      const rows = holder ? await backupOfHolder(cli, file) : (await atHome(cli, () => backupRecords(cli.config, file))).rows;
      await cli.show({ file, rows }, () => `${cli.terminal.green('✓')} ${cli.word('cli.backup.done', { rows, file })}`);
    },
  },
  {
    call: 'restore <file>',
    words: 'cli.restore',
    async run(cli, [file = '']) {
      const { restoreRecords } = await import('../../start/backup.js');
      if (!existsSync(file)) throw new CliProblem(EXIT.noFile, 'cli.bad.noFile', { file });
      const done = await atHome(cli, () => restoreRecords(cli.config, file));
      await cli.show(done, () => `${cli.terminal.green('✓')} ${cli.word('cli.restore.done', done)}`);
    },
  },
  {
    call: 'lane rebuild [lane]',
    words: 'cli.lane.rebuild',
    options: [{ flags: '--all', words: 'cli.option.allLanes' }],
    async run(cli, [lane], { all = false }): Promise<ExitCode> {
      if (all === (lane !== undefined)) throw new CliProblem(EXIT.usage, 'cli.bad.laneOrAll');
      const done = await cli.api.ask(operations.diagnosis.rebuild, { body: { lane } });
      await cli.show(done, () => [...done.rebuilt, cli.word('cli.lane.rebuilt', { n: done.rebuilt.length })].join('\n'));
      return EXIT.ok;
    },
  },
];

async function alone(cli: Cli, deep: boolean): Promise<Doctor> {
  const { examine } = await import('../../start/upkeep.js');
  const { kind, migration, records, temporal, comparison } = await atHome(cli, () => examine(cli.config, { deep }));
  return { database: kind, migration, ...(records && { records }), ...(temporal && { temporal }), ...(comparison && { comparison }) };
}

/** The process that holds the records writes it; from its folder it goes where it was wanted. */
async function backupOfHolder(cli: Cli, file: string): Promise<number> {
  const { file: made, rows } = await holderApi(cli).ask(operations.diagnosis.backup);
  copyFileSync(made, file);
  rmSync(made);
  return rows;
}

/** Who may read the data folder may ask as its first administrator. */
function holderApi(cli: Cli): Api {
  return cli.hasAccount ? cli.api : cli.apiAs(readFileSync(join(cli.config.dataDir, 'administrator.token'), 'utf8').trim());
}

/** By the process that holds the records. */
async function askedOf(cli: Cli, deep: boolean): Promise<Doctor> {
  const api = holderApi(cli);
  const records = await api.ask(operations.diagnosis.get);
  const comparison = deep ? await api.ask(operations.diagnosis.compare) : undefined;
  const { parts } = await api.health();
  const { database = '?', temporal = '?' } = parts;
  return { database, migration: records.migration, records, temporal: { ok: temporal === 'ok' }, ...(comparison && { comparison }) };
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
