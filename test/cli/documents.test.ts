import { docxOf, p } from '../builders/docx.js';
import { PARTY_PLAN, STATE_PLAN } from '../reading/papers.js';
import { inside } from './inside.js';
import { emptyFolder, fileIn, needBuilt, run } from './run.js';

const folder = emptyFolder();

describe('document read', () => {
  it('shows a draft for a person to look over, with what needs a look', async () => {
    const { code, out } = await inside(['document', 'read', fileIn(folder, 'ke-hoach.txt', STATE_PLAN)]);
    expect(code).toBe(0);
    expect(out).toContain('(để trống) KH/UBND');
    expect(out).toMatch(/Cơ quan ban hành\s+Ủy ban nhân dân tỉnh Sông Lam/u);
    expect(out).toContain('Số để trống');
  });

  it('gives with --json each field with its place in the file, its rule and confidence', async () => {
    const { code, out } = await inside(['document', 'read', fileIn(folder, 'kh.txt', PARTY_PLAN), '--json']);
    expect(code).toBe(0);
    const draft = JSON.parse(out) as {
      schema: string;
      number: { evidence: { start: number; end: number; rule: string } };
      plainText?: string;
    };
    expect(draft.schema).toBe('plan-gold/1');
    const { start, end, rule } = draft.number.evidence;
    expect([PARTY_PLAN.slice(start, end), rule]).toEqual(['15-KH/HU', 'head.number']);
    expect(draft.plainText).toBeUndefined();
  });

  it('reads what an old font left, a letter to a byte, and gives the text it counts in', async () => {
    const old = Buffer.from('Sè 05-KH/TU\nKÕ HO¹CH\nvÒ c«ng t¸c c¸n bé cña §¶ng bé vµ c¸c tæ chøc ®¶ng n¨m 2003\n', 'latin1');
    const { out } = await inside(['document', 'read', fileIn(folder, 'cu.txt', old), '--json']);
    const draft = JSON.parse(out) as { type: string; subject: string; plainText: string; number: { value: string } };
    expect(draft).toMatchObject({ type: 'ke-hoach', number: { value: '05-KH/TU' } });
    expect(draft.plainText).toContain('về công tác cán bộ của Đảng bộ');
  });

  it('takes the text out of a Word file', async () => {
    needBuilt();
    const body = PARTY_PLAN.split('\n').map((line) => p(line));
    const { code, out } = await run(['document', 'read', fileIn(folder, 'kh.docx', docxOf(body.join(''))), '--json']);
    expect(code).toBe(0);
    const draft = JSON.parse(out) as { plainText: string; number: { value: string; evidence: { start: number; end: number } } };
    expect(draft.plainText.slice(draft.number.evidence.start, draft.number.evidence.end)).toBe('15-KH/HU');
  });

  it('ends with 65 and the named problem of a file that is not what it says', async () => {
    needBuilt();
    const { code, err } = await run(['document', 'read', fileIn(folder, 'sai.docx', 'no zip'), '--lang', 'en']);
    expect(code).toBe(65);
    expect(err).toContain('FILE_TYPE_MISMATCH');
  });

  it('ends with 66 where there is no file', async () => {
    expect((await inside(['document', 'read', `${folder}/khong-co.txt`])).code).toBe(66);
  });
});
