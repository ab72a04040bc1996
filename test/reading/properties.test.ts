import fc from 'fast-check';
import type { Draft } from '../../reading/draft.js';
import type { Evidence } from '../../reading/source.js';
import { readDocument } from '../../reading/read.js';
import { ARTICLE, COMMUNE_PLAN, LETTER, PARTY_PLAN, PRESS, PRESS_LIST, STATE_PLAN } from './papers.js';

const papers = [PARTY_PLAN, STATE_PLAN, LETTER, PRESS, ARTICLE, COMMUNE_PLAN, PRESS_LIST];
const paper = fc.constantFrom(...papers);

/** A paper cut, or with a piece taken out, doubled or filled with signs that confuse. */
const damaged = fc.tuple(paper, fc.nat(), fc.nat(), fc.constantFrom('cut', 'hole', 'twice', 'noise')).map(([text, a, b, how]) => {
  const [from, to] = [a % text.length, b % text.length].sort((x, y) => x - y) as [number, number];
  if (how === 'cut') return text.slice(0, to);
  if (how === 'hole') return text.slice(0, from) + text.slice(to);
  if (how === 'twice') return text.slice(0, to) + text.slice(from);
  return `${text.slice(0, from)}\u0000|()[]*+?\\ Ð\u00ad ½ (1) ngày 31/02/2026 số ${text.slice(from)}`;
});

function evidencesOf(node: unknown, found: Evidence[] = []): Evidence[] {
  if (typeof node !== 'object' || node === null) return found;
  if ('quote' in node && 'start' in node) found.push(node as Evidence);
  for (const value of Object.values(node)) evidencesOf(value, found);
  return found;
}

describe('whatever the text', () => {
  test('reading never throws, and every place found holds the words it quotes', () => {
    fc.assert(
      fc.property(fc.oneof(damaged, fc.string({ unit: 'grapheme', maxLength: 300 })), (text) => {
        const draft = readDocument(text);
        const read = draft.plainText ?? text;
        for (const { start, end, quote, rule, confidence } of evidencesOf(draft)) {
          expect(read.slice(start, end)).toBe(quote);
          expect(start).toBeLessThanOrEqual(end);
          expect(rule).toMatch(/^[a-zA-Z.-]+$/u);
          expect(confidence).toBeGreaterThan(0);
          expect(confidence).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('the same text gives the same draft', () => {
    fc.assert(
      fc.property(damaged, (text) => expect(readDocument(text)).toEqual(readDocument(text))),
      { numRuns: 40 },
    );
  });

  test('line ends, decomposed letters and the other place of the tone change nothing that is read', () => {
    const told = ({ number, date, issuer, targets, tasks, reports }: ReturnType<typeof readDocument>) => ({
      number: number?.value,
      date: date?.iso,
      issuer: issuer?.name.replaceAll('uỷ', 'ủy'),
      targets: targets.map(({ value, comparator }) => [value, comparator]),
      tasks: tasks.map(({ deadline, lead }) => [deadline.kind, deadline.iso, lead.length]),
      reports: reports.map(({ frequency }) => frequency),
    });
    for (const text of papers) {
      const plain = told(readDocument(text));
      expect(told(readDocument(text.replaceAll('\n', '\r\n')))).toEqual(plain);
      expect(told(readDocument(text.normalize('NFD')))).toEqual(plain);
      expect(told(readDocument(text.replaceAll('ủy', 'uỷ').replaceAll('hóa', 'hoá')))).toEqual(plain);
    }
  });

  test('a task, an aim or a duty to report is found in what is there, never made up: each quotes words of the text', () => {
    for (const text of papers) {
      const { tasks, targets, reports, legalBases } = readDocument(text);
      for (const { evidence } of [...tasks, ...targets, ...reports, ...legalBases]) expect(text).toContain(evidence.quote);
    }
  });
});

test('what is taken out of a text is gone from its draft: number, day, signature, task, aim, duty to report', () => {
  const told = (draft: Draft, kind: keyof Draft) => (draft[kind] as { evidence: Evidence }[]).map(({ evidence }) => evidence.quote);
  for (const text of papers) {
    const draft = readDocument(text);
    const without = ({ start, end }: Evidence) => readDocument(text.slice(0, start) + text.slice(end));
    if (draft.textKind === 'document') {
      if (draft.number) expect(without(draft.number.evidence).number).toBeNull();
      if (draft.date) expect(without(draft.date.evidence).date).toBeNull();
      if (draft.signatory) expect(without(draft.signatory.evidence).signatory?.name ?? null).toBeNull();
    }
    for (const kind of ['tasks', 'targets', 'reports'] as const)
      for (const { evidence } of draft[kind].slice(0, 4)) {
        const count = (quotes: string[]) => quotes.filter((quote) => quote === evidence.quote).length;
        expect(count(told(without(evidence), kind))).toBeLessThan(count(told(draft, kind)));
      }
  }
});

test('the work grows with the text, not with its square: sixty pages take some twenty times three', () => {
  const body = PARTY_PLAN.slice(PARTY_PLAN.indexOf('III- '), PARTY_PLAN.indexOf('Nơi nhận'));
  const long = (times: number) => PARTY_PLAN.replace(body, body.repeat(times));
  const timed = (text: string) => {
    const began = process.hrtime.bigint();
    readDocument(text);
    return Number(process.hrtime.bigint() - began) / 1e6;
  };
  timed(long(4));
  const small = Math.min(timed(long(12)), timed(long(12)));
  const large = Math.min(timed(long(120)), timed(long(120)));
  expect(long(120).length).toBeGreaterThan(100_000);
  expect(large / small).toBeLessThan(40);
});
