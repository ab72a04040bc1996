import fc from 'fast-check';
import { DOCUMENT_TYPES } from '../../domain/plan.js';
import { checkOwnSymbol, documentTypesOf, formatSymbol, parseSymbol, planKey, sameSymbol } from '../../domain/symbol.js';

describe('a printed symbol in its parts', () => {
  test.each([
    ['132-KH/TU', { ordinal: 132, typeCode: 'KH', bodyCode: 'TU', form: 'party' }],
    ['Số 06-CT/TU', { ordinal: 6, typeCode: 'CT', bodyCode: 'TU', form: 'party' }],
    ['số: 77 – KH / ĐUK', { ordinal: 77, typeCode: 'KH', bodyCode: 'ĐUK', form: 'party' }],
    ['77-KH/ÐUK', { ordinal: 77, typeCode: 'KH', bodyCode: 'ĐUK', form: 'party' }],
    ['05-QC/BTCTU-BNCTU', { ordinal: 5, typeCode: 'QC', bodyCode: 'BTCTU-BNCTU', form: 'party' }],
    ['3294-CV/VPTW/nb', { ordinal: 3294, typeCode: 'CV', bodyCode: 'VPTW/nb', form: 'party' }],
    ['Số      -KH/TU', { ordinal: null, typeCode: 'KH', bodyCode: 'TU', form: 'party' }],
    ['144/KH-UBND', { ordinal: 144, typeCode: 'KH', bodyCode: 'UBND', form: 'state' }],
    ['/KH-SCT', { ordinal: null, typeCode: 'KH', bodyCode: 'SCT', form: 'state' }],
    ['30/2020/NĐ-CP', { ordinal: 30, year: 2020, typeCode: 'NĐ', bodyCode: 'CP', form: 'state' }],
    ['202/2025/QH15', undefined],
    ['KH/TU', undefined],
    ['132', undefined],
    ['', undefined],
  ])('%j', (printed, parts) => {
    expect(parseSymbol(printed)).toEqual(parts);
  });

  test('prints what it read, numbers below ten with a leading zero', () => {
    for (const printed of ['132-KH/TU', '06-CT/TU', '-KH/TU', '144/KH-UBND', '05-QC/BTCTU-BNCTU', '30/2020/NĐ-CP']) {
      expect(formatSymbol(parseSymbol(printed)!)).toBe(printed);
    }
    expect(formatSymbol(parseSymbol('6-CT/TU')!)).toBe('06-CT/TU');
  });

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parseSymbol(text);
        checkOwnSymbol(text, 'plan');
        sameSymbol(text, text);
      }),
    );
  });
});

describe("an issuer's own symbol", () => {
  test.each([
    ['132/KH-TU', '132-KH/TU'],
    ['KH/TU', '-KH/TU'],
    ['132-KH/TƯ', '132-KH/TU'],
    ['132-kh/tu', '132-KH/TU'],
    ['77-KH/ÐUK', '77-KH/ĐUK'],
    ['0-KH/TU', '01-KH/TU'],
    ['kế hoạch 132', '132-KH/TU'],
    ['12-KH/thU', '12-KH/ThU'],
    ['144/KH-BTCTU', '144-KH/BTCTU'],
  ])('%j is refused, with %j in its place', (symbol, suggestion) => {
    expect(checkOwnSymbol(symbol, 'plan', undefined, 'symbol')).toEqual({
      code: 'SYMBOL_FORMAT',
      path: 'symbol',
      data: { symbol, suggestion },
    });
  });

  test('is taken where it is right, spaces and a missing leading zero mended', () => {
    expect(checkOwnSymbol('Số 6 - KH/TU', 'plan')).toMatchObject({ ordinal: 6, bodyCode: 'TU' });
    expect(checkOwnSymbol('12-KH/ThU', 'plan')).toMatchObject({ bodyCode: 'ThU' });
    expect(checkOwnSymbol('-KH/TU', 'plan')).toMatchObject({ ordinal: null });
    expect(checkOwnSymbol('42-CTr/TU', 'actionProgramme')).toMatchObject({ typeCode: 'CTr' });
    expect(checkOwnSymbol('147-CTHĐ/TU', 'actionProgramme')).toMatchObject({ typeCode: 'CTHĐ' });
  });

  test('follows the form of its body: the state form is right for a state body, and wrong once the issuer is known as a Party body', () => {
    expect(checkOwnSymbol('144/KH-UBND', 'plan')).toMatchObject({ form: 'state' });
    expect(checkOwnSymbol('144/KH-UBND', 'plan', false)).toMatchObject({ form: 'state' });
    expect(checkOwnSymbol('12/KH-BCĐ', 'plan', true)).toMatchObject({ code: 'SYMBOL_FORMAT', data: { suggestion: '12-KH/BCĐ' } });
  });

  test('carries the initials of its type', () => {
    expect(checkOwnSymbol('132-CT/TU', 'plan')).toMatchObject({
      code: 'SYMBOL_TYPE',
      data: { symbol: '132-CT/TU', type: 'plan', expected: 'KH' },
    });
    expect(checkOwnSymbol('20-Ctr/TU', 'actionProgramme')).toMatchObject({ data: { suggestion: '20-CTr/TU' } });
  });
});

describe('type codes', () => {
  test.each([
    ['KH', ['plan']],
    ['Ctr', ['actionProgramme']],
    ['CTHĐ', ['actionProgramme']],
    ['CT', ['directive']],
    ['QĐ', ['regulation', 'decision']],
    ['QĐi', ['regulation']],
    ['XX', []],
  ])('%s stands for %j', (code, types) => {
    expect(documentTypesOf(code)).toEqual(types);
  });

  test('every type takes its own code back', () => {
    for (const type of DOCUMENT_TYPES) {
      const refused = checkOwnSymbol('1-XX/TU', type);
      const expected = 'data' in refused ? String(refused.data.expected) : '';
      expect(documentTypesOf(expected)).toContain(type);
      expect(checkOwnSymbol(`01-${expected}/TU`, type)).toMatchObject({ typeCode: expected });
    }
  });
});

describe('the identity of a paper', () => {
  test.each([
    ['20-Ctr/TU', '20-CTr/TU', true],
    ['132-KH/TƯ', 'số 132 – KH/TU', true],
    ['6-CT/TU', '06-CT/TU', true],
    ['132-CT/TU', '132-CTr/TU', false],
    ['77-KH/TU', '77-KH/ĐUK', false],
    ['144/KH-UBND', '144-KH/UBND', false],
    ['202/2025/QH15', '202/2025/qh15', true],
  ])('%s and %s are the same: %s', (one, other, same) => {
    expect(sameSymbol(one, other)).toBe(same);
  });

  test('is issuer, type, term and number; a draft has none', () => {
    const plan = { issuer: 'TU', type: 'plan' as const, symbol: '132-KH/TU' };
    expect(planKey(plan, '2020-2025')).toBe('TU|plan|2020-2025|132');
    expect(planKey({ ...plan, symbol: '-KH/TU' }, '2020-2025')).toBeUndefined();
    expect(planKey({ ...plan, symbol: undefined }, '2020-2025')).toBeUndefined();
    expect(planKey({ ...plan, symbol: 'không số' }, '2020-2025')).toBeUndefined();
  });
});
