import type { Draft } from '../../reading/draft.js';
import type { Cli } from '../cli.js';
import { fieldsText } from './fields.js';

/** A draft as a person looks it over: its head, what it holds in figures, and what to look at. */
export function draftReadText(cli: Cli, draft: Draft): string {
  const { terminal } = cli;
  const blank = cli.word('reading.blank');
  const symbol = draft.number?.value ?? (draft.numberBlank && `${blank} ${draft.numberBlank.typeCode}/${draft.numberBlank.bodyCode}`);
  const day = draft.date ? (draft.date.iso ?? draft.date.partial) : undefined;
  const { signatory, issuer } = draft;
  const head = fieldsText(cli, [
    ['reading.field.kind', cli.word(`reading.kind.${draft.textKind}`)],
    ['reading.field.symbol', symbol],
    ['reading.field.type', draft.type === null ? undefined : cli.word(`reading.type.${draft.type}`)],
    ['reading.field.issuer', issuer ? [issuer.superior, issuer.name].filter(Boolean).join(' · ') : undefined],
    ['reading.field.placeDate', [draft.place, day].filter(Boolean).join(', ')],
    ['reading.field.subject', draft.subject ?? undefined],
    ['reading.field.addressees', draft.addressees.join('\n')],
    ['reading.field.bases', draft.legalBases.map(({ number, subject }) => number ?? subject).join('\n')],
    ['reading.field.recipients', draft.recipients.join('\n')],
    [
      'reading.field.signatory',
      signatory ? [signatory.authority, signatory.position, signatory.name].filter(Boolean).join(' · ') : undefined,
    ],
  ]);
  const found = cli.word('reading.found', {
    targets: draft.targets.length,
    tasks: draft.tasks.length,
    led: draft.tasks.filter(({ lead }) => lead.length > 0).length,
    reports: draft.reports.length,
  });
  const flags = draft.flags.map(({ code, data, at }) => {
    const place = at ? terminal.dim(`  [${at.start}–${at.end}]`) : '';
    return `${terminal.yellow('!')} ${cli.word(`reading.flag.${code}`, data)}${place}`;
  });
  return [head, found, ...flags].join('\n');
}
