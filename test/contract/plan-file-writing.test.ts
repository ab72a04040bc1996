import fc from 'fast-check';
import { checkPlanFile } from '../../contract/plan-file.js';
import { FULLEST, faultsOf, SHORTEST } from '../builders/plan-file.js';

describe('a text that is no plan file', () => {
  test.each([
    ['', 'PLAN_FILE_KIND  1:1'],
    ['# chỉ có chú thích\n', 'PLAN_FILE_KIND  1:1'],
    ['hello', 'PLAN_FILE_KIND  1:1'],
    ['[1, 2]', 'PLAN_FILE_KIND  1:1'],
    ['issuer: TU\n', 'PLAN_FILE_KIND  1:1'],
    ['dondoc: units/1\n', 'PLAN_FILE_KIND  1:9'],
    ['dondoc: plan/2\n', 'PLAN_FILE_VERSION dondoc 1:9'],
    ['\ufeffdondoc: plan/1\n', 'PLAN_FILE_BOM  1:1'],
    ['dondoc: plan/1\nsubject: K\ufffd ho\ufffdch\n', 'PLAN_FILE_ENCODING  2:11'],
    ['d\0o\0n\0', 'PLAN_FILE_ENCODING  1:2'],
    ['dondoc: \ud800\n', 'PLAN_FILE_ENCODING  1:9'],
    [`${SHORTEST}note: ${'ạ'.repeat(340_000)}`, 'PLAN_FILE_TOO_LARGE  1:1'],
    [`${SHORTEST}note: ${'['.repeat(1000)}`, 'PLAN_FILE_TOO_DEEP  5:39'],
    [`${SHORTEST}note: ${'{a: '.repeat(1000)}`, 'PLAN_FILE_TOO_DEEP  5:135'],
    [`${SHORTEST}note:\n${'- '.repeat(1000)}`, 'PLAN_FILE_TOO_DEEP  6:65'],
    [`${SHORTEST}note:\n\ta: 1\n`, 'PLAN_FILE_TAB  6:1'],
    [`${SHORTEST}note: "không đóng\n`, 'PLAN_FILE_SYNTAX  6:1'],
    [`${SHORTEST}note: a: b\n`, 'PLAN_FILE_SYNTAX  5:7'],
    [`${SHORTEST}---\n${SHORTEST}`, 'PLAN_FILE_SYNTAX  5:1'],
    [`${SHORTEST}? [a]\n: b\n`, 'PLAN_FILE_SYNTAX  5:3'],
    [`${SHORTEST}note: &a x\n`, 'PLAN_FILE_ALIAS note 5:10'],
    [`${SHORTEST}note: *a\n`, 'PLAN_FILE_ALIAS note 5:7'],
    [`${SHORTEST}note: !!binary aGk=\n`, 'PLAN_FILE_TAG note 5:16'],
    [`${SHORTEST}__proto__: { role: admin }\n`, 'KEY_FORBIDDEN __proto__ 5:1'],
    [`${SHORTEST}groups: { constructor: [] }\n`, 'KEY_FORBIDDEN groups.constructor 5:11'],
    [`${SHORTEST}issuer: HU\n`, 'KEY_DUPLICATE issuer 5:1'],
  ])('number %# of the table is named and placed', (text, problem) => {
    expect(faultsOf(text)).toContain(problem);
  });

  test('an alias bomb is refused before anything is unfolded', () => {
    const bomb = `a: &a [x, x]\n${Array.from({ length: 25 }, (_, i) => `k${i}: &k${i} [${i ? `*k${i - 1}, *k${i - 1}` : '*a, *a'}]`).join('\n')}\n`;
    expect(faultsOf(bomb).every((problem) => problem.startsWith('PLAN_FILE_ALIAS'))).toBe(true);
  });

  test('JSON takes no more than JSON, and says where', () => {
    expect(faultsOf('{\n  "dondoc": "plan/1",\n}', 'json')).toEqual(['PLAN_FILE_SYNTAX  3:1']);
    expect(faultsOf('{"dondoc": "plan/1"', 'json')[0]).toMatch(/^PLAN_FILE_SYNTAX/);
    expect(faultsOf('dondoc: plan/1', 'json')).toEqual(['PLAN_FILE_SYNTAX  1:1']);
    expect(faultsOf('{"dondoc": plan/1}', 'json')).toEqual(['PLAN_FILE_SYNTAX  1:12']);
    expect(faultsOf('{"dondoc": "plan/1", "issuer": \'TU\'}', 'json')).toEqual(['PLAN_FILE_SYNTAX  1:32']);
    expect(faultsOf('', 'json')[0]).toMatch(/^PLAN_FILE_SYNTAX/);
  });

  test('never throws, whatever the text, and always says where', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: fc.constantFrom(...'{}[]:,-?&*!|>\'"%@`# \n\tabđ1.'), maxLength: 200 }),
      fc.json(),
      fc
        .tuple(fc.nat({ max: FULLEST.length }), fc.nat({ max: 40 }), fc.string({ unit: 'binary', maxLength: 5 }))
        .map(([from, length, put]) => FULLEST.slice(0, from) + put + FULLEST.slice(from + length)),
    );
    fc.assert(
      fc.property(text, fc.constantFrom('yaml' as const, 'json' as const), (file, format) => {
        const { problems, warnings } = checkPlanFile(file, { format });
        for (const { code, line, column } of [...problems, ...warnings]) {
          if (code === 'PLAN_PROBLEMS_MORE') continue;
          expect(line).toBeGreaterThan(0);
          expect(column).toBeGreaterThan(0);
        }
      }),
      { numRuns: 150 },
    );
  });
});
