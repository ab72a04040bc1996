import type { DocumentType } from './plan.js';
import { type Problem, problem } from './problem.js';

/** Number and symbol of a document in its parts (HD 05-HD/VPTW I.3). */
export interface DocSymbol {
  /** Null where the paper leaves the number blank (a draft): never invented. */
  ordinal: number | null;
  /** Initials of the type as printed, e.g. `KH`, `CTr`. */
  typeCode: string;
  /** Initials of the body as printed, e.g. `TU`, `BTCTU-BNCTU`. */
  bodyCode: string;
  /** Party papers print `132-KH/TU`, state bodies `144/KH-UBND`, laws and decrees the year too: `30/2020/NĐ-CP`. */
  form: 'party' | 'state';
  year?: number;
}

/** Initials of each type as HD 05-HD/VPTW I.3 fixes them, the current one first, older ones after. Decision and regulation share `QĐ`. */
const TYPE_CODES: Record<DocumentType, readonly string[]> = {
  plan: ['KH'],
  actionProgramme: ['CTr', 'CTHĐ'],
  scheme: ['ĐA'],
  resolution: ['NQ'],
  directive: ['CT'],
  conclusion: ['KL'],
  regulation: ['QĐ', 'QĐi'],
  procedureRules: ['QC'],
  guidance: ['HD'],
  officialLetter: ['CV'],
  report: ['BC'],
  submissionPaper: ['TTr'],
  decision: ['QĐ'],
  notice: ['TB'],
};

/** Initials of Party bodies, by beginning or whole: what stands after the stroke of a Party symbol and never in a state one. */
const PARTY_BODY = /^(TU|HU|QU|THU|ĐU.*|CB|TW|BCSĐ|ĐĐ|ĐH|BXDĐ|(BTC|BTGDV|BTG|BDV|BNC|UBKT|CQUBKT|VP)(TU|TW|HU|QU|THU|ĐU.*)|QUTW)$/;

const LETTERS = '\\p{L}[\\p{L}\\p{N}]*';
const BODY = `${LETTERS}(?:-${LETTERS})*(?:/[\\p{L}\\p{N}]+)?`;
const PARTY_FORM = new RegExp(`^(\\d{0,6})-(${LETTERS})/(${BODY})$`, 'u');
const BARE_FORM = new RegExp(`^(${LETTERS})/(${BODY})$`, 'u');
const STATE_FORM = new RegExp(`^(\\d{0,6})(?:/(\\d{4}))?/(${LETTERS})-(${BODY})$`, 'u');

/**
 * The parts of a printed symbol, or undefined where it is none; reads what papers really print: `Số`, spaces and long dashes around
 * the hyphen, NFD, `Ð` for `Đ`, a blank number. Source: rules of HD 05-HD/VPTW I.3 and Nghị định 30/2020/NĐ-CP.
 */
export function parseSymbol(printed: string): DocSymbol | undefined {
  const text = tidy(printed);
  const party = PARTY_FORM.exec(text);
  if (party) return { ordinal: ordinalOf(party[1]), typeCode: party[2]!, bodyCode: party[3]!, form: 'party' };
  const state = STATE_FORM.exec(text);
  if (!state) return undefined;
  const parts: DocSymbol = { ordinal: ordinalOf(state[1]), typeCode: state[3]!, bodyCode: state[4]!, form: 'state' };
  return state[2] === undefined ? parts : { ...parts, year: Number(state[2]) };
}

/** A symbol as it is printed: numbers below 10 with a leading 0, a blank number as nothing (`-KH/TU`). */
export function formatSymbol(symbol: DocSymbol): string {
  const ordinal = symbol.ordinal === null ? '' : String(symbol.ordinal).padStart(2, '0');
  if (symbol.form === 'party') return `${ordinal}-${symbol.typeCode}/${symbol.bodyCode}`;
  return `${ordinal}/${symbol.year === undefined ? '' : `${symbol.year}/`}${symbol.typeCode}-${symbol.bodyCode}`;
}

/**
 * The symbol an issuer gives its own paper, in its parts, or `SYMBOL_FORMAT` (data: `symbol`, `suggestion`) or `SYMBOL_TYPE`
 * (data: `symbol`, `type`, `expected`). A Party body writes number-type/body, without accents on U, letters in capitals; a state body its own form.
 * `party` says what the issuer is, where the tree is known; else the initials of the body decide.
 */
export function checkOwnSymbol(printed: string, type: DocumentType, party?: boolean, path?: string): DocSymbol | Problem {
  const parts = parseSymbol(printed) ?? bareSymbol(printed);
  if (!parts) return problem('SYMBOL_FORMAT', { symbol: printed, suggestion: `132-${TYPE_CODES[type][0]}/TU` }, path);
  const wanted = correct(parts, party ?? isPartyBody(parts.bodyCode));
  if (formatSymbol(wanted) !== withLeadingZero(tidy(printed, false)) || parts.ordinal === 0) {
    return problem(
      'SYMBOL_FORMAT',
      { symbol: printed, suggestion: formatSymbol(parts.ordinal === 0 ? { ...wanted, ordinal: 1 } : wanted) },
      path,
    );
  }
  if (!TYPE_CODES[type].includes(wanted.typeCode)) {
    return problem('SYMBOL_TYPE', { symbol: printed, type, expected: TYPE_CODES[type][0]! }, path);
  }
  return wanted;
}

/** Types a type code stands for: two for `QĐ`, none for one that is not known. */
export function documentTypesOf(typeCode: string): DocumentType[] {
  const code = typeCode.toUpperCase();
  const types = Object.entries(TYPE_CODES) as [DocumentType, readonly string[]][];
  return types.filter(([, codes]) => codes.some((known) => known.toUpperCase() === code)).map(([type]) => type);
}

/** Whether two printed symbols name the same number, type and body: `20-Ctr/TU` is `20-CTr/TU`, `132-KH/TƯ` is `132-KH/TU`, `6-CT/TU` is `06-CT/TU`. */
export function sameSymbol(one: string, other: string): boolean {
  return comparable(one) === comparable(other);
}

/**
 * The identity of a plan: issuer, type, term of the issuing committee, number; undefined while it has no number.
 * Numbers run from 01 per type and term, so the symbol alone names many papers (HD 05-HD/VPTW I.3).
 */
export function planKey(plan: { issuer: string; type: DocumentType; symbol?: string }, term: string): string | undefined {
  const ordinal = plan.symbol === undefined ? null : parseSymbol(plan.symbol)?.ordinal;
  return ordinal === null || ordinal === undefined ? undefined : [plan.issuer, plan.type, term, ordinal].join('|');
}

function ordinalOf(digits: string | undefined): number | null {
  return digits === undefined || digits === '' ? null : Number(digits);
}

/** NFC, without `Số`, one kind of hyphen, no spaces. `mend` also turns the look-alike Ð into Đ. */
function tidy(printed: string, mend = true): string {
  const text = printed
    .normalize('NFC')
    .trim()
    .replace(/^số(?!\p{L})\s*:?/iu, '')
    .replace(/[‐‑‒–—]/g, '-')
    .replace(/\s*([-/])\s*/gu, '$1')
    .trim();
  return mend ? text.replaceAll('Ð', 'Đ') : text;
}

function withLeadingZero(text: string): string {
  return text.replace(/^\d(?=\D)/, '0$&');
}

/** A symbol whose number and hyphen are both left out: `KH/TU`. */
function bareSymbol(printed: string): DocSymbol | undefined {
  const bare = BARE_FORM.exec(tidy(printed));
  return bare ? { ordinal: null, typeCode: bare[1]!, bodyCode: bare[2]!, form: 'party' } : undefined;
}

function isPartyBody(bodyCode: string): boolean {
  return plainBody(bodyCode)
    .split('-')
    .every((part) => PARTY_BODY.test(part));
}

/** Body initials for comparison: capitals, and the older `TƯ` as `TU`. */
function plainBody(bodyCode: string): string {
  return bodyCode.toUpperCase().replaceAll('Ư', 'U');
}

/** The symbol as its issuer should have written it. */
function correct(parts: DocSymbol, party: boolean): DocSymbol {
  const codes = Object.values(TYPE_CODES).flat();
  const typeCode = codes.find((code) => code.toUpperCase() === parts.typeCode.toUpperCase()) ?? parts.typeCode.toUpperCase();
  if (!party) return { ...parts, typeCode };
  const bodyCode = plainBody(parts.bodyCode).replace(/THU(?=$|-)/g, 'ThU');
  return { ordinal: parts.ordinal, typeCode, bodyCode, form: 'party' };
}

function comparable(printed: string): string {
  const parts = parseSymbol(printed);
  if (!parts) return tidy(printed).toUpperCase();
  return formatSymbol({ ...parts, typeCode: parts.typeCode.toUpperCase(), bodyCode: plainBody(parts.bodyCode) });
}
