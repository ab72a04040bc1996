import { operations } from '../../contract/http-api.js';
import { checkBody, placing, readData, typed } from '../data-file.js';
import { CliProblem, EXIT } from '../exit.js';
import { problemLine } from '../told.js';
import { endOfDayMs, isDay } from '../../domain/day.js';
import { table } from '../table.js';
import type { Verb } from '../verb.js';

/** Names in a list of people whose values are texts, whatever they look like. */
const TEXTS = ['id', 'name', 'email', 'language', 'role', 'unit', 'from', 'to'];

/** People with their grants, and the tokens they act with. */
export const peopleVerbs: Verb[] = [
  {
    call: 'people import <file>',
    words: 'cli.people.import',
    async run(cli, [file = '']) {
      const data = await readData(cli, file);
      // A list of people, or a map that holds it.
      const listed = Array.isArray(data.value);
      const people = typed(listed ? data.value : (data.value as { people?: unknown } | undefined)?.people, TEXTS);
      const under = listed ? 'people' : '';
      checkBody(cli, data, operations.people.import, { people }, under);
      const answer = await placing(data, under, cli.api.ask(operations.people.import, { body: { people }, file }));
      await cli.show(answer, () =>
        [
          `${cli.terminal.green('✓')} ${cli.word('cli.import.people', { added: answer.added, changed: answer.changed })}`,
          ...answer.warnings.map((warning) => `  ${cli.terminal.yellow('!')} ${problemLine(warning, cli.language, file)}`),
        ].join('\n'),
      );
    },
  },
  {
    call: 'people list',
    words: 'cli.people.list',
    async run(cli) {
      const items = await cli.api.all(operations.people.list);
      const head = [
        { head: cli.word('cli.head.id') },
        { head: cli.word('cli.head.name'), wraps: true },
        { head: cli.word('cli.head.email'), wraps: true },
        { head: cli.word('cli.head.grants'), wraps: true },
      ];
      await cli.show({ items }, () => {
        const rows = items.map(({ id, name, email, grants }) => [
          id,
          name,
          email ?? '–',
          grants.map(({ role, unit }) => `${role} ${unit}`).join(', '),
        ]);
        return [table(head, rows, cli.terminal.columns), cli.word('cli.count.people', { n: items.length })].filter(Boolean).join('\n');
      });
    },
  },
  {
    call: 'token create <person>',
    words: 'cli.token.create',
    options: [
      { flags: '--label <label>', words: 'cli.option.label', required: true },
      { flags: '--expires <day>', words: 'cli.option.expires' },
    ],
    async run(cli, [person = ''], { label = '', expires }) {
      if (expires !== undefined && !isDay(expires))
        throw new CliProblem(EXIT.usage, 'cli.bad.day', { option: '--expires', value: expires });
      const body = { person, label, ...(expires !== undefined && { expiresMs: endOfDayMs(expires) }) };
      const answer = await cli.api.ask(operations.tokens.create, { body });
      // Alone on standard output, so that `> file` keeps the token and nothing else.
      await cli.show(answer, () => answer.token);
      cli.note('cli.token.created', { id: answer.id, person });
    },
  },
  {
    call: 'token revoke <id>',
    words: 'cli.token.revoke',
    async run(cli, [token = '']) {
      await cli.api.ask(operations.tokens.revoke, { params: { token } });
      await cli.show({ revoked: token }, () => `${cli.terminal.green('✓')} ${cli.word('cli.token.revoked', { id: token })}`);
    },
  },
];
