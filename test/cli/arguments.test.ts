import { type FakeApi, fakeApi, PLAN } from './fake-api.js';
import { inside } from './inside.js';

let api: FakeApi;
beforeEach(async () => {
  api = await fakeApi();
});
afterEach(() => api.close());

const run = (args: string[], env: Record<string, string> = {}) =>
  inside(args, { DONDOC_URL: api.url, DONDOC_TOKEN: 'secret-token', ...env });

describe('what could not be sent', () => {
  it.each([
    [['receipt', PLAN, '..'], {}, 2, '“..” không dùng được làm <tổ-chức>'],
    [['report', 'show', PLAN, 'U', '../../x', '2026'], {}, 2, '<việc>'],
    [['report', 'show', PLAN, 'U', 'x', '2026-13'], {}, 2, '<kỳ>'],
    [['token', 'revoke', '%2e%2e'], {}, 2, '“%2e%2e”'],
    [['unit', 'show', 'x'.repeat(10_000)], {}, 2, '<tổ-chức>'],
    [['plan', 'list'], { DONDOC_TOKEN: 'two\nlines' }, 78, 'ký tự không dùng được'],
    [['plan', 'list', '--url', 'http://user:secret-word@127.0.0.1'], {}, 2, '//…@'],
  ])('%j is refused here', async (args, env, exit, said) => {
    const { code, err } = await run(args, env as Record<string, string>);
    expect(err).toContain(said);
    expect(err).not.toMatch(/secret-word|two/);
    expect([code, api.seen]).toEqual([exit, []]);
  });
});

describe('lists', () => {
  it('are followed page after page', async () => {
    const page = (id: string) => ({
      id,
      code: id,
      name: `Tổ chức ${id}`,
      kind: 'cell',
      level: 1,
      specialRegime: false,
      tags: [],
      terms: [],
      validFrom: '2015-01-01',
    });
    api.on('GET', '/units', ({ query }) => ({
      status: 200,
      body: query.get('cursor') === 'two' ? { items: [page('B')] } : { items: [page('A')], next: 'two' },
    }));
    const { code, out } = await run(['unit', 'list', '--json']);
    expect(code).toBe(0);
    expect((JSON.parse(out) as { items: { code: string }[] }).items.map(({ code: of }) => of)).toEqual(['A', 'B']);
    expect((await run(['unit', 'list'])).out).toContain('2 tổ chức');
  });
});

describe('figures at the terminal', () => {
  const draft = `/plans/${PLAN}/units/U/items/r/periods/2026/draft`;
  const report = (...options: string[]) => run(['report', 'draft', PLAN, 'U', 'r', '2026', ...options]);

  it.each([
    ['1600', 1600],
    ['30,7', 30.7],
    ['30.7', 30.7],
    ['-2', -2],
    ['', null],
  ])('%j is %p, over the standing draft', async (text, value) => {
    api.on('GET', draft, {
      status: 200,
      body: { form: {}, unmapped: [], body: { figures: { b: 1 }, narrative: { t: 'cũ' } }, revision: '4' },
    });
    api.on('PUT', draft, { status: 200, body: { revision: '5', problems: [] } });
    expect((await report('--figure', `a=${text}`, '--text', 'n=một=hai')).code).toBe(0);
    const put = api.seen.at(-1)!;
    expect(put.headers['if-match']).toBe('"4"');
    expect(JSON.parse(put.body)).toEqual({ figures: { b: 1, a: value }, narrative: { t: 'cũ', n: 'một=hai' } });
  });

  it.each([
    ['1.600', 'có thể hiểu hai cách; viết 1600 hoặc 1.6000'],
    ['khoảng 25', 'không phải là số'],
    ['25%', 'không phải là số'],
  ])('%j is asked back', async (text, said) => {
    api.on('GET', draft, { status: 200, body: { form: {}, unmapped: [] } });
    const { code, err } = await report('--figure', `a=${text}`);
    expect([code, err.includes(said)]).toEqual([2, true]);
  });

  it('without anything given are nothing to save', async () => {
    api.on('GET', draft, { status: 200, body: { form: {}, unmapped: [] } });
    expect((await report()).code).toBe(2);
    expect((await report('--figure', 'a')).code).toBe(2);
  });
});
