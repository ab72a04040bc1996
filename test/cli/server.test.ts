import { COMMAND, decided, type FakeApi, fakeApi, PLAN, PLAN_FILE, problem } from './fake-api.js';
import { inside } from './inside.js';
import { emptyFolder, fileIn } from './run.js';

let api: FakeApi;
beforeEach(async () => {
  api = await fakeApi();
});
afterEach(() => api.close());

const run = (args: string[], env: Record<string, string> = {}) =>
  inside(args, { DONDOC_URL: api.url, DONDOC_TOKEN: 'secret-token', ...env });
const receipt = ['receipt', PLAN, 'HU-KIMBOI'];
const RECEIPT = `/plans/${PLAN}/units/HU-KIMBOI/receipt`;
const keys = () => api.seen.filter(({ path }) => path === RECEIPT).map(({ headers }) => headers['idempotency-key']);

describe('what is sent', () => {
  it('is one request with the token, the language and a key of its own', async () => {
    api.on('POST', RECEIPT, { status: 201, body: decided });
    const [first, second] = [await run(receipt), await run([...receipt, '--lang', 'en'])];
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(first.out).toContain('✓ Đã ghi nhận lúc 24/11/2026 14:48, đúng hạn');
    expect(second.out).toContain(`receipt ${COMMAND}`);
    expect(api.seen.map(({ headers }) => [headers.authorization, headers['accept-language']])).toEqual([
      ['Bearer secret-token', 'vi'],
      ['Bearer secret-token', 'en'],
    ]);
    expect(keys()[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys()[0]).not.toBe(keys()[1]);
  });

  it('carries the key that is given', async () => {
    api.on('POST', RECEIPT, { status: 201, body: decided });
    await run([...receipt, '--key', 'my-key']);
    expect(keys()).toEqual(['my-key']);
    expect((await run([...receipt, '--key', 'not a key'])).code).toBe(2);
  });

  it('prints the answer itself with --json', async () => {
    api.on('POST', RECEIPT, { status: 201, body: decided });
    const { out, err } = await run([...receipt, '--json']);
    expect(JSON.parse(out)).toEqual(decided);
    expect(err).toBe('');
  });
});

describe('an answer that does not come at once', () => {
  it.each([
    ['the connection breaks', 'break' as const],
    ['the server is down', problem(503, 'UNAVAILABLE')],
    ['there are too many requests', { ...problem(429, 'TOO_MANY_REQUESTS'), headers: { 'retry-after': '1' } }],
  ])('is asked for again with the same key where %s', async (_what, reply) => {
    api.on('POST', RECEIPT, reply, { status: 201, body: decided });
    expect((await run(receipt)).code).toBe(0);
    expect(keys()).toHaveLength(2);
    expect(new Set(keys()).size).toBe(1);
  });

  it('is not asked for again where that could do a thing twice', async () => {
    api.on('POST', '/tokens', 'break');
    const { code, err } = await run(['token', 'create', 'someone', '--label', 'x']);
    expect(code).toBe(69);
    expect(err).toContain('chưa biết yêu cầu đã được xử lý chưa');
    expect(api.seen).toHaveLength(1);
  });

  it('of 202 is followed to the decision', async () => {
    api.on('POST', RECEIPT, { status: 202, body: { state: 'lodged', commandId: COMMAND, lodgedMs: 1 } });
    api.on(
      'GET',
      `/commands/${COMMAND}`,
      { status: 200, body: { state: 'lodged', commandId: COMMAND, lodgedMs: 1 } },
      { status: 200, body: decided },
    );
    const { code, out } = await run([...receipt, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(decided);
  });

  it('of 202 that is not decided in time ends with 75 and says how to ask again', async () => {
    api.on('POST', RECEIPT, { status: 202, body: { state: 'lodged', commandId: COMMAND, lodgedMs: 1 } });
    api.on('GET', `/commands/${COMMAND}`, { status: 200, body: { state: 'lodged', commandId: COMMAND, lodgedMs: 1 } });
    const { code, err } = await run([...receipt, '--wait', '0']);
    expect(code).toBe(75);
    expect(err).toContain(`dondoc command show ${COMMAND}`);
  });

  it('of 202 that is refused later ends as it would have at once', async () => {
    const told = { code: 'ALREADY_DECIDED', data: { state: 'done' }, detail: 'x', vi: 'Đã ghi nhận', en: 'Already recorded' };
    api.on('POST', RECEIPT, { status: 202, body: { state: 'lodged', commandId: COMMAND, lodgedMs: 1 } });
    api.on('GET', `/commands/${COMMAND}`, { status: 200, body: { state: 'refused', commandId: COMMAND, problem: told } });
    const { code, err } = await run([...receipt, '--lang', 'en']);
    expect(code).toBe(1);
    expect(err).toContain('Already recorded  [ALREADY_DECIDED]');
  });
});

describe('a refusal', () => {
  it.each([
    [400, 'ID_FORMAT', 2],
    [401, 'UNAUTHENTICATED', 77],
    [403, 'FORBIDDEN', 77],
    [404, 'NOT_FOUND', 1],
    [409, 'STATE_NOT_ALLOWED', 1],
    [412, 'REVISION_CHANGED', 1],
    [422, 'REASON_REQUIRED', 1],
    [500, 'INTERNAL', 70],
  ])('of %i ends with the sentence, the code and its own exit code: %s %i', async (status, code, exit) => {
    api.on('POST', RECEIPT, problem(status, code, { path: 'unit' }));
    const [vi, en, json] = [await run(receipt), await run([...receipt, '--lang', 'en']), await run([...receipt, '--json'])];
    expect([vi.code, en.code, json.code]).toEqual([exit, exit, exit]);
    expect(vi.err).toContain(`${code} vi  [${code} unit]`);
    expect(en.err).toContain(`Failed: ${code} en`);
    expect(JSON.parse(json.err)).toMatchObject({ code, status });
    expect(vi.err + json.err).not.toContain('secret-token');
  });

  it('of a file ends with 65 and lists its problems by line', async () => {
    const folder = emptyFolder();
    const file = fileIn(folder, 'plan.yaml', PLAN_FILE);
    const problems = [
      { code: 'QUOTA_SUM', path: 'targets.0', line: 3, column: 5, data: {}, detail: 'x', vi: 'Thiếu 10', en: 'Short of 10' },
      { code: 'SYMBOL_FORMAT', path: 'symbol', line: 7, column: 1, data: {}, detail: 'x', vi: 'Sai ký hiệu', en: 'Bad symbol' },
    ];
    api.on('POST', '/plans', problem(422, 'PLAN_INVALID', { problems }));
    const { code, err } = await run(['plan', 'draft', file]);
    expect(code).toBe(65);
    expect(err).toContain(`${file}:3:5: Thiếu 10  [QUOTA_SUM targets.0]`);
    expect(err).toContain(`${file}:7:1: Sai ký hiệu  [SYMBOL_FORMAT symbol]`);
  });

  it('of people that are read from a file names the line of each', async () => {
    const file = fileIn(
      emptyFolder(),
      'people.yaml',
      '- id: an\n  name: An\n  grants: []\n- id: binh\n  name: Bình\n  email: a@b\n  grants: []\n',
    );
    const problems = [{ code: 'EMAIL_FORMAT', path: 'people.1.email', data: {}, detail: 'x', vi: 'Sai địa chỉ', en: 'Bad address' }];
    api.on('POST', '/people/import', problem(422, 'PEOPLE_INVALID', { problems }));
    const { code, err } = await run(['people', 'import', file]);
    expect(code).toBe(65);
    expect(err).toContain(`${file}:6:10: Sai địa chỉ  [EMAIL_FORMAT 1.email]`);
    const wrong = await run([
      'people',
      'import',
      fileIn(emptyFolder(), 'wrong.yaml', '- id: an\n  nme: An\n  grants: [{ role: king, unit: TU }]\n'),
    ]);
    expect(wrong.code).toBe(65);
    expect(wrong.err).toMatch(/wrong\.yaml:2:\d+: .*FIELD_UNKNOWN/);
    expect(wrong.err).toMatch(/wrong\.yaml:3:\d+: .*FIELD_CHOICE/);
  });

  it('by something that is no Dondoc ends with 69', async () => {
    api.on('POST', RECEIPT, { status: 200, body: 'x', headers: { 'content-type': 'text/html' } });
    const { code, err } = await run(receipt);
    expect(code).toBe(69);
    expect(err).toContain('không trả lời như Dondoc');
  });

  it('by nobody ends with 69 and names the address', async () => {
    const { url } = api;
    await api.close();
    const { code, err } = await inside(['plan', 'list'], { DONDOC_URL: url, DONDOC_TOKEN: 'x' });
    expect(code).toBe(69);
    expect(err).toContain(`Không kết nối được ${url} (ECONNREFUSED)`);
  });
});

describe('a plan named by its symbol', () => {
  const of = (id: string, status: string, symbol = '77-KH/TU') => ({
    id,
    symbol,
    status,
    issuer: { id: 'u', code: 'TU', name: 'Tỉnh ủy' },
    type: 'plan',
    subject: 's',
    revision: '1',
    sample: false,
  });
  const plans = (...items: unknown[]) => api.on('GET', '/plans', { status: 200, body: { items } });
  const suspend = (plan: string) => run(['plan', 'suspend', plan, '--reason', 'x']);

  it('is found by it, in any case, and the one that runs is meant before drafts and what has ended', async () => {
    plans(
      of('planold00001', 'revoked'),
      of('plandraft001', 'draft'),
      of('planlive0001', 'inForce'),
      of('planother001', 'inForce', '77-KH/ĐUK'),
    );
    api.on('POST', '/plans/planlive0001/suspension', { status: 201, body: decided });
    expect((await suspend('77-kh/tu')).code).toBe(0);
    expect(api.seen[0]!.query.get('q')).toBe('77-kh/tu');
  });

  it('that is not there ends with 1', async () => {
    plans(of('planother001', 'inForce', '77-KH/ĐUK'));
    const { code, err } = await suspend('77-KH/TU');
    expect([code, err.includes('Không có kế hoạch “77-KH/TU”')]).toEqual([1, true]);
  });

  it('that several have ends with 2 and names their ids', async () => {
    plans(of('planlive0001', 'inForce'), of('planlive0002', 'inForce'));
    const { code, err } = await suspend('77-KH/TU');
    expect(code).toBe(2);
    expect(err).toContain('planlive0001');
    expect(err).toContain('planlive0002');
  });
});
