import { operations } from '../../contract/http-api.js';
import { act } from '../acting.js';
import type { Cli } from '../cli.js';
import { placing } from '../data-file.js';
import { CliProblem, EXIT } from '../exit.js';
import { planOf } from '../plan-ref.js';
import { bodyGiven } from '../report-body.js';
import { draftSavedText, reportText } from '../show/report.js';
import { LODGES, OPTION, type OptionSpec, type Verb } from '../verb.js';

const BODY: readonly OptionSpec[] = [
  OPTION.file,
  { flags: '--figure <id=number>', words: 'cli.option.figure', many: true },
  { flags: '--text <id=text>', words: 'cli.option.text', many: true },
  { flags: '--late-reason <text>', words: 'cli.option.lateReason' },
];
const ON = '<plan> <unit> <item> <period>';

/** Reports of a body for a period: form and versions, draft, submission, nil return, return, acceptance, undo. */
export const reportVerbs: Verb[] = [
  {
    call: `report show ${ON}`,
    words: 'cli.report.show',
    async run(cli, args) {
      const answer = await cli.api.ask(operations.reports.get, { params: await onDuty(cli, args) });
      await cli.show(answer, () => reportText(cli, answer));
    },
  },
  {
    call: `report draft ${ON}`,
    words: 'cli.report.draft',
    options: BODY,
    async run(cli, args, options) {
      const params = await onDuty(cli, args);
      const standing = await cli.api.ask(operations.reports.getDraft, { params });
      const { body, data } = await bodyGiven(cli, standing, options);
      if (body === undefined) throw new CliProblem(EXIT.usage, 'cli.bad.noReport');
      const asking = cli.api.ask(operations.reports.saveDraft, {
        params,
        body,
        ...(data && { file: data.file }),
        ...(standing.revision !== undefined && { ifMatch: standing.revision }),
      });
      const answer = await (data ? placing(data, '', asking) : asking);
      await cli.show(answer, () => draftSavedText(cli, answer, data));
    },
  },
  {
    call: `report submit ${ON}`,
    words: 'cli.report.submit',
    options: [...BODY, ...LODGES],
    async run(cli, args, options) {
      const params = await onDuty(cli, args);
      const given =
        options.file !== undefined || options.figure !== undefined || options.text !== undefined || options.lateReason !== undefined;
      // Without anything given the standing draft itself is submitted, by the server, as it stands at that instant.
      const standing = given ? await cli.api.ask(operations.reports.getDraft, { params }) : undefined;
      const { body, data } = standing ? await bodyGiven(cli, standing, options) : {};
      const acting = act(cli, operations.reports.submit, { params, ...(body && { body }), ...(data && { file: data.file }) }, options);
      await (data ? placing(data, '', acting) : acting);
    },
  },
  {
    call: `report nil ${ON}`,
    words: 'cli.report.nil',
    options: [OPTION.reason, { flags: '--late-reason <text>', words: 'cli.option.lateReason' }, ...LODGES],
    async run(cli, args, options) {
      const { reason, lateReason } = options;
      await act(cli, operations.reports.nil, { params: await onDuty(cli, args), body: { reason, lateReason } }, options);
    },
  },
  {
    call: `report return ${ON}`,
    words: 'cli.report.return',
    options: [
      OPTION.reason,
      { flags: '--code <code>', words: 'cli.option.code' },
      { flags: '--pin <field=comment>', words: 'cli.option.pin', many: true },
      ...LODGES,
    ],
    async run(cli, args, options) {
      const { reason, code, pin } = options;
      const pins = pin?.map((text) => pinOf(text));
      await act(cli, operations.reports.giveBack, { params: await onDuty(cli, args), body: { reason, code, pins } }, options);
    },
  },
  {
    call: `report undo ${ON}`,
    words: 'cli.report.undo',
    options: [OPTION.reason, ...LODGES],
    async run(cli, args, options) {
      const { reason } = options;
      await act(cli, operations.reports.undo, { params: await onDuty(cli, args), body: { reason } }, options);
    },
  },
  {
    call: `report accept ${ON}`,
    words: 'cli.report.accept',
    options: [{ flags: '--note <text>', words: 'cli.option.acceptNote' }, ...LODGES],
    async run(cli, args, options) {
      const { note } = options;
      await act(cli, operations.reports.accept, { params: await onDuty(cli, args), body: { note } }, options);
    },
  },
];

async function onDuty(cli: Cli, [named = '', unit = '', item = '', period = '']: string[]) {
  return { plan: await planOf(cli, named), unit, item, period };
}

function pinOf(text: string): { field: string; comment: string } {
  const place = text.indexOf('=');
  if (place < 1) throw new CliProblem(EXIT.usage, 'cli.bad.pair', { option: '--pin', value: text.slice(0, 60) });
  return { field: text.slice(0, place), comment: text.slice(place + 1) };
}
