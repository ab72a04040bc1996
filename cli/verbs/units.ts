import { extname } from 'node:path';
import { operations, UPLOADS } from '../../contract/http-api.js';
import { readUnitFile } from '../../contract/unit-file.js';
import type { Asked } from '../api.js';
import { CliProblem, EXIT } from '../exit.js';
import { readInput } from '../files.js';
import { importText, unitsTable, unitText } from '../show/units.js';
import { told } from '../told.js';
import { OPTION, type Verb } from '../verb.js';

/** Bodies: import of a file, the list as of a day, one with its life. */
export const unitVerbs: Verb[] = [
  {
    call: 'unit import <file>',
    words: 'cli.unit.import',
    options: [{ flags: '--dry-run', words: 'cli.option.dryRun' }],
    async run(cli, [file = ''], { dryRun }) {
      const bytes = await readInput(file);
      const read = readUnitFile(bytes, file);
      if ('problems' in read) {
        const problems = read.problems.map((found) => told(found, cli.language));
        throw new CliProblem(EXIT.badFile, 'cli.bad.file', { file, count: problems.length }, { file, problems });
      }
      const answer = await cli.api.ask(operations.units.import, {
        ...unitBody(file, bytes),
        file,
        query: { ...(dryRun && { dryRun: true }) },
      });
      await cli.show(answer, () => importText(cli, answer, file));
    },
  },
  {
    call: 'unit list',
    words: 'cli.unit.list',
    options: [OPTION.on, { flags: '--under <unit>', words: 'cli.option.under' }, { flags: '--q <text>', words: 'cli.option.q' }],
    async run(cli, _args, { on, under, q }) {
      const items = await cli.api.all(operations.units.list, { query: { on, under, q } });
      await cli.show({ items }, () => unitsTable(cli, items));
    },
  },
  {
    call: 'unit show <unit>',
    words: 'cli.unit.show',
    options: [OPTION.on],
    async run(cli, [unit = ''], { on }) {
      const answer = await cli.api.ask(operations.units.get, { params: { unit }, query: { on } });
      await cli.show(answer, () => unitText(cli, answer));
    },
  },
];

/** The file as the API takes it: a sheet or YAML as it is, so that its encoding is judged there; JSON as a text. */
function unitBody(file: string, bytes: Uint8Array): Pick<Asked<typeof operations.units.import>, 'body' | 'upload'> {
  const ending = extname(file).toLowerCase();
  if (ending === '.json') return { body: { text: new TextDecoder().decode(bytes), format: 'json' } };
  const type = ending === '.yaml' || ending === '.yml' ? UPLOADS.yaml : UPLOADS.csv;
  return { upload: { type, bytes } };
}
