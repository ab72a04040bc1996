import fc from 'fast-check';
import { shownFileName } from '../../domain/file-name.js';

describe('the name of a file from outside', () => {
  test.each([
    ['..\\..\\kế hoạch.docx', 'kế hoạch.docx'],
    ['/etc/passwd', 'passwd'],
    ['CON.docx', '_CON.docx'],
    ['a\u202Exslx.exe', 'axslx.exe'],
    ['kế hoạch.docx'.normalize('NFD'), 'kế hoạch.docx'],
    ['a\r\nSet-Cookie: x.txt', 'aSet-Cookie_ x.txt'],
    ['<script>.pdf', '_script_.pdf'],
    ['...', 'tep'],
    ['', 'tep'],
    [`${'ă'.repeat(300)}.docx`, `${'ă'.repeat(115)}.docx`],
  ])('%j is shown as %j', (given, shown) => {
    expect(shownFileName(given)).toBe(shown);
  });

  it('is short, of one line, in no folder, and the same when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = shownFileName(given);
        expect(name).toMatch(/^[^/\\\p{C}]{1,120}$/u);
        expect(name).toBe(name.normalize('NFC'));
        expect(shownFileName(name)).toBe(name);
      }),
    );
  });
});
