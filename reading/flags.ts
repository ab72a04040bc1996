import type { Draft, Flag, TaskRead } from './draft.js';
import type { Frame } from './frame.js';
import type { Node, Paragraph } from './outline.js';
import { evidenceOf, type Source, type Span } from './source.js';

/** Letters of neither Vietnamese nor the languages it borrows words from: left by the recognition of pictures. */
const STRANGE = /[\ufffd\u01cd-\u01dc\u01e4-\u024f\u0250-\u02af]|\p{Script=Cyrillic}/gu;
const MOST = 20;

/** What a person should look at before the draft is used. */
export function flagsOf(source: Source, frame: Frame, draft: Draft, paragraphs: readonly Paragraph[], roots: readonly Node[]): Flag[] {
  const flags: Flag[] = [];
  const flag = (code: Flag['code'], data: Flag['data'] = {}, at?: Span): void => {
    flags.push({ code, data, ...(at && { at: evidenceOf(source, at, `flag.${code}`, 1) }) });
  };
  if (draft.textKind === 'press-summary') flag('pressAccount');
  if (draft.textKind === 'article') flag('noPlan');
  if (draft.numberBlank)
    flags.push({
      code: 'numberBlank',
      data: { symbol: `${draft.numberBlank.typeCode}/${draft.numberBlank.bodyCode}` },
      at: draft.numberBlank.evidence,
    });
  if (draft.date && draft.date.iso === null)
    flags.push({ code: 'dateBlank', data: { known: draft.date.partial ?? '' }, at: draft.date.evidence });
  const strange = [...source.text.matchAll(STRANGE)].slice(0, MOST);
  for (const found of strange) flag('damagedLetter', { letter: found[0] }, wordAt(source, found.index));
  if (draft.textKind === 'document') {
    const last = paragraphs.at(-1);
    if (last && isCut(source, frame, last)) flag('cutOff', {}, { start: Math.max(last.start, last.end - 60), end: last.end });
    for (const [one, other] of twice(roots)) flag('numberTwice', { number: one.mark }, other);
    if (draft.recipients.length === 0 && draft.type !== null) flag('noRecipients');
    if (draft.signatory === null && draft.type !== null) flag('noSignature');
  }
  for (const task of draft.tasks) {
    flags.push(...dueFlags(task, draft.date?.iso ?? undefined));
    const { from, to } = task.deadline;
    if (task.deadline.kind === 'range' && to === null && typeof from === 'string')
      flags.push({
        code: 'openEnd',
        data: { task: task.id, rule: task.deadline.rule ?? '' },
        ...(task.deadline.evidence && { at: task.deadline.evidence }),
      });
  }
  return flags;
}

/** A day whose year the text leaves out is of the year of the paper; a day before the paper itself is likely of another year, or of something else. */
function dueFlags({ id, deadline }: TaskRead, signed: string | undefined): Flag[] {
  const { iso, evidence, rule = '' } = deadline;
  if (iso === undefined || !evidence || evidence.rule === 'deadline.clock') return [];
  const named = /\d{4}/u.test(evidence.quote);
  return [
    ...(named ? [] : [{ code: 'yearTaken' as const, data: { task: id, rule, year: iso.slice(0, 4) }, at: evidence }]),
    ...(signed !== undefined && iso.slice(0, 10) < signed
      ? [{ code: 'dueBefore' as const, data: { task: id, day: iso.slice(0, 10) }, at: evidence }]
      : []),
  ];
}

/** Whether a text without a tail ends in the middle of a sentence. */
function isCut(source: Source, frame: Frame, last: Paragraph): boolean {
  const hasTail = frame.recipients !== undefined || frame.tail.from < frame.tail.to;
  const text = source.plain.slice(last.start, last.end);
  return !hasTail && !/[.!?…:;"”)]$/u.test(text) && text.length > 20;
}

/** Headings of one level under one heading that bear the same number. */
function twice(nodes: readonly Node[]): [Node, Node][] {
  const seen = new Map<string, Node>();
  const found: [Node, Node][] = [];
  for (const node of nodes) {
    if (node.kind === 'roman' || node.kind === 'number') {
      const before = seen.get(`${node.kind} ${node.mark}`);
      if (before) found.push([before, node]);
      seen.set(`${node.kind} ${node.mark}`, node);
    }
    if (node.kind !== 'dash') found.push(...twice(node.children));
  }
  return found.slice(0, MOST);
}

function wordAt(source: Source, at: number): Span {
  let start = at;
  let end = at + 1;
  while (start > 0 && !/[\s|]/u.test(source.text[start - 1]!)) start -= 1;
  while (end < source.text.length && !/[\s|]/u.test(source.text[end]!)) end += 1;
  return { start, end };
}
