import fc from 'fast-check';
import { isProblem } from '../../domain/problem.js';
import { checkText, foldForSearch } from '../../domain/text.js';

const title = { max: 200, title: true };
const found = (value: string, rule: Parameters<typeof checkText>[1] = title) => {
  const result = checkText(value, rule, 'x');
  return isProblem(result) ? result : { text: result };
};

describe('a text as it is stored', () => {
  test.each([
    ['To\u0302 Hie\u0323\u0302u', 'Tô Hiệu'],
    ['  Kế hoạch  ', 'Kế hoạch'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['{{constructor}} ${7*7}', '{{constructor}} ${7*7}'],
    ['132-KH/TU', '132-KH/TU'],
    ['Chỉ tiêu 🎯 năm 2026', 'Chỉ tiêu 🎯 năm 2026'],
  ])('%j becomes %j', (value, text) => {
    expect(found(value)).toEqual({ text });
  });

  test('lines keep their breaks and tabs, and CR LF becomes LF', () => {
    expect(found('một\r\nhai\tba\n', { max: 50, multiline: true })).toEqual({ text: 'một\nhai\tba' });
  });

  test('outside titles a no-break space stays and a sign alone is a text', () => {
    expect(found('1\u00a0600', { max: 50 })).toEqual({ text: '1\u00a0600' });
    expect(found('%', { max: 50 })).toEqual({ text: '%' });
  });
});

describe('a text that is refused', () => {
  test.each([
    ['a\u0000b', 'TEXT_CONTROL', { character: 'U+0000', position: 2 }],
    ['a\nb', 'TEXT_CONTROL', { character: 'U+000A', position: 2 }],
    ['tên\r\nBcc: x', 'TEXT_CONTROL', { character: 'U+000D', position: 4 }],
    ['a\u0085', 'TEXT_CONTROL', { character: 'U+0085', position: 2 }],
    ['a\u2028b', 'TEXT_CONTROL', { character: 'U+2028', position: 2 }],
    ['a\ud800', 'TEXT_NOT_UNICODE', { character: 'U+D800', position: 2 }],
    ['\udc00a', 'TEXT_NOT_UNICODE', { character: 'U+DC00', position: 1 }],
    ['a\u200bb', 'TEXT_INVISIBLE', { character: 'U+200B', position: 2 }],
    ['a\u200f', 'TEXT_INVISIBLE', { character: 'U+200F', position: 2 }],
    ['a\u202ecod', 'TEXT_INVISIBLE', { character: 'U+202E', position: 2 }],
    ['a\u2066b', 'TEXT_INVISIBLE', { character: 'U+2066', position: 2 }],
    ['\ufeffa', 'TEXT_INVISIBLE', { character: 'U+FEFF', position: 1 }],
    ['kế\u00adhoạch', 'TEXT_INVISIBLE', { character: 'U+00AD', position: 3 }],
    ['\u3164', 'TEXT_INVISIBLE', { character: 'U+3164', position: 1 }],
    ['kế\u00a0hoạch', 'TEXT_INVISIBLE', { character: 'U+00A0', position: 3 }],
    ['🎯🎯\u00a0a', 'TEXT_INVISIBLE', { character: 'U+00A0', position: 3 }],
    ['', 'TEXT_EMPTY', {}],
    ['   ', 'TEXT_EMPTY', {}],
    ['🎉🎉 🇻🇳 👍🏽', 'TEXT_EMPTY', {}],
    ['— …', 'TEXT_EMPTY', {}],
    ['x'.repeat(201), 'TEXT_LENGTH', { length: 201, max: 200 }],
  ])('title %j answers %s', (value, code, data) => {
    expect(found(value)).toEqual({ code, data, path: 'x' });
  });

  test('lines refuse other control characters, and what no one can read', () => {
    expect(found('a\u000bb', { max: 9, multiline: true })).toMatchObject({ code: 'TEXT_CONTROL' });
    expect(found('\n \t', { max: 9, multiline: true })).toMatchObject({ code: 'TEXT_EMPTY' });
    expect(found('\u0301\u0301', { max: 9, multiline: true })).toMatchObject({ code: 'TEXT_EMPTY' });
  });

  test('length counts characters after NFC, not code units', () => {
    expect(found('🎯'.repeat(4) + 'a', { max: 5 })).toEqual({ text: '🎯🎯🎯🎯a' });
    expect(found('e\u0302\u0323'.repeat(5), { max: 5 })).toEqual({ text: 'ệ'.repeat(5) });
  });

  test('whatever passes is in NFC, trimmed, within its bound, and passes again unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.boolean(), fc.boolean(), (value, multiline, isTitle) => {
        const rule = { max: 20, multiline, title: isTitle };
        const text = checkText(value, rule);
        if (isProblem(text)) return;
        expect(text).toBe(text.normalize('NFC').trim());
        expect([...text].length).toBeLessThanOrEqual(20);
        expect(checkText(text, rule)).toBe(text);
      }),
    );
  });
});

describe('a text as search compares it', () => {
  test.each([
    ['ĐÔN ĐỐC', 'don doc'],
    ['đôn đốc', 'don doc'],
    ['Ðôn  đốc ', 'don doc'],
    ['hoà', 'hoa'],
    ['hòa', 'hoa'],
    ['Ễ Ộ Ặ ơ ư', 'e o a o u'],
    ['132-KH/TƯ', '132-kh/tu'],
  ])('%j folds to %j', (text, folded) => {
    expect(foldForSearch(text)).toBe(folded);
  });
});
