import fc from 'fast-check';
import { type Door, openDoor, PLAN, type Sent } from './door.js';

const DUTY = `/api/v1/plans/${PLAN}/units/A/items/t1`;
const PERIOD = `${DUTY}/periods/2026-Q1`;
const urging = (text: string): Sent => ({ method: 'POST', url: `${DUTY}/urging`, key: 'k', json: { text } });
const raw = (payload: string | Buffer, headers: Record<string, string> = { 'content-type': 'application/json' }): Sent => ({
  method: 'POST',
  url: `${DUTY}/urging`,
  key: 'k',
  payload,
  headers,
});
const get = (url: string): Sent => ({ method: 'GET', url: `/api/v1${url}` });
const submission = (figures: unknown, more: object = {}): Sent => ({
  method: 'POST',
  url: `${PERIOD}/submission`,
  token: 'clerk-token',
  key: 'k',
  json: { figures, ...more },
});

describe('the door', () => {
  let door: Door;
  beforeAll(async () => {
    door = await openDoor({ plans: { list: async () => ({ items: [] }) }, units: { list: async () => ({ items: [] }) } });
  });
  beforeEach(() => door.calls.splice(0));

  const table: [string, Sent, number, object][] = [
    ['a body cut short, with its place', raw('{"text":\n '), 400, { code: 'BODY_NOT_JSON', line: 2, column: 2 }],
    ['a body of one brace', raw('{'), 400, { code: 'BODY_NOT_JSON', line: 1, column: 2 }],
    ['a comma too many', raw('{"text":"a",}'), 400, { code: 'BODY_NOT_JSON', line: 1, column: 13 }],
    ['two values', raw('{} {}'), 400, { code: 'BODY_NOT_JSON', column: 4 }],
    ['NaN', raw('{"text":NaN}'), 400, { code: 'BODY_NOT_JSON', column: 9 }],
    ['a number with a leading zero', raw('{"text":01}'), 400, { code: 'BODY_NOT_JSON' }],
    ['single quotes', raw("{'text':1}"), 400, { code: 'BODY_NOT_JSON', column: 2 }],
    ['a line break in a string', raw('{"text":"a\nb"}'), 400, { code: 'BODY_NOT_JSON' }],
    ['a byte order mark', raw('\uFEFF{"text":"a"}'), 400, { code: 'BODY_NOT_JSON', line: 1, column: 1 }],
    ['bytes that are no UTF-8', raw(Buffer.from([0x7b, 0xff, 0x7d])), 400, { code: 'TEXT_NOT_UNICODE' }],
    ['UTF-16', raw(Buffer.from('{"text":"a"}', 'utf16le')), 400, { code: 'BODY_NOT_JSON' }],
    ['no body where one is needed', raw(''), 400, { code: 'FIELD_REQUIRED', data: { field: 'body' } }],
    ['null for a body', raw('null'), 400, { code: 'FIELD_REQUIRED' }],
    ['a list for a body', raw('[]'), 400, { code: 'FIELD_TYPE' }],
    ['a tab in the content type', raw('{}', { 'content-type': 'application/json\t;x' }), 415, { code: 'TYPE_UNSUPPORTED' }],
    ['a parameter that nobody asked for', raw('{}', { 'content-type': 'application/json; x=1' }), 415, { code: 'TYPE_UNSUPPORTED' }],
    ['a space before the content type', raw('{}', { 'content-type': ' application/json' }), 415, { code: 'TYPE_UNSUPPORTED' }],
    ['an upper-case content type', raw('{"x":1}', { 'content-type': 'APPLICATION/JSON; charset=UTF-8' }), 400, { code: 'FIELD_REQUIRED' }],
    ['JSON sent as text', raw('{"text":"a"}', { 'content-type': 'text/plain' }), 415, { code: 'TYPE_UNSUPPORTED' }],
    [
      'JSON sent as a form',
      raw('{"text":"a"}', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      { code: 'TYPE_UNSUPPORTED' },
    ],
    ['a list of content types', raw('{"text":"a"}', { 'content-type': 'text/plain, application/json' }), 415, { code: 'TYPE_UNSUPPORTED' }],
    ['CSV where no file is taken', raw('a,b', { 'content-type': 'text/csv' }), 415, { code: 'TYPE_UNSUPPORTED' }],
    ['10,000 nested lists', raw('['.repeat(10_000) + ']'.repeat(10_000)), 400, { code: 'BODY_TOO_DEEP', data: { max: 32 } }],
    ['10,000 nested maps', raw('{"a":'.repeat(10_000)), 400, { code: 'BODY_TOO_DEEP' }],
    ['a body over 1 MB', raw(`{"text":"${'a'.repeat(1_100_000)}"}`), 413, { code: 'BODY_TOO_LARGE' }],
    ['__proto__', raw('{"text":"a","__proto__":{"admin":true}}'), 400, { code: 'KEY_FORBIDDEN', data: { key: '__proto__' } }],
    ['__proto__ written with escapes', raw('{"\\u005f_proto__":1}'), 400, { code: 'KEY_FORBIDDEN' }],
    ['constructor.prototype, deep down', raw('{"text":{"constructor":{"prototype":1}}}'), 400, { code: 'KEY_FORBIDDEN' }],
    ['the same key twice', raw('{"text":"a",\n"text":"b"}'), 400, { code: 'KEY_DUPLICATE', line: 2, data: { key: 'text', firstLine: 1 } }],
    ['an unknown field', { ...urging('a'), json: { text: 'a', role: 'admin' } }, 400, { code: 'FIELD_UNKNOWN', path: 'role' }],
    [
      'an unknown field of a body that needs none',
      { method: 'POST', url: `/api/v1/plans/${PLAN}/issue`, key: 'k', json: { force: true } },
      400,
      { code: 'FIELD_UNKNOWN' },
    ],
    ['a number for a text', { ...urging(''), json: { text: 5 } }, 400, { code: 'FIELD_TYPE', path: 'text' }],
    ['a zero character', urging('a\u0000'), 400, { code: 'TEXT_CONTROL', path: 'text', data: { character: 'U+0000', position: 2 } }],
    ['a zero character in a key', { ...urging(''), json: { 'a\u0000': 1 } }, 400, { code: 'TEXT_CONTROL' }],
    ['half a surrogate pair', raw('{"text":"\\ud800"}'), 400, { code: 'TEXT_NOT_UNICODE', path: 'text' }],
    ['a text turned around', urging('a\u202Eb'), 400, { code: 'TEXT_INVISIBLE', path: 'text' }],
    ['a zero-width space', urging('a\u200Bb'), 400, { code: 'TEXT_INVISIBLE' }],
    ['spaces alone', urging('   '), 400, { code: 'TEXT_EMPTY', path: 'text' }],
    ['emoji alone', urging('🙂🙂'), 400, { code: 'TEXT_EMPTY' }],
    ['a text too long', urging('a'.repeat(2001)), 400, { code: 'TEXT_LENGTH', data: { length: 2001, max: 2000 } }],
    ['an id that climbs, encoded', get('/plans/%2e%2e%2fetc%2fpasswd'), 400, { code: 'ID_FORMAT', path: 'plan' }],
    ['an id encoded twice', get('/plans/%252e%252e'), 400, { code: 'ID_FORMAT' }],
    ['an id of 10 KB', get(`/plans/${'a'.repeat(10_000)}`), 400, { code: 'ID_FORMAT' }],
    ['an id that cannot be decoded', get('/plans/%zz'), 400, { code: 'ID_FORMAT' }],
    ['an id with a zero byte', get('/plans/plan0000%00001'), 400, { code: 'ID_FORMAT' }],
    ['a quote in an id', get("/plans/'%20or%201=1--"), 400, { code: 'ID_FORMAT' }],
    ['a code that climbs', get('/units/a%2F..%2Fb'), 400, { code: 'ID_FORMAT' }],
    ['no such period', get(`/plans/${PLAN}/consolidated/r1/2026-Q5`), 400, { code: 'ID_FORMAT', path: 'period' }],
    ['a page of a million', get('/plans?limit=1000000'), 400, { code: 'PAGE_RANGE', path: 'limit' }],
    ['a page of none', get('/plans?limit=0'), 400, { code: 'PAGE_RANGE' }],
    ['a page of words', get('/plans?limit=1e2'), 400, { code: 'PAGE_RANGE' }],
    ['a bent cursor', get('/plans?cursor=%27%3B--'), 400, { code: 'PAGE_RANGE', path: 'cursor' }],
    ['a limit said twice', get('/plans?limit=1&limit=2'), 400, { code: 'FIELD_TYPE' }],
    ['an unknown query field', get('/plans?sort=asc'), 400, { code: 'FIELD_UNKNOWN', path: 'sort' }],
    ['__proto__ in a query', get('/plans?__proto__=1'), 400, { code: 'KEY_FORBIDDEN' }],
    [
      'a search of 5,000 characters',
      get(`/plans?q=${'a'.repeat(5000)}`),
      400,
      { code: 'QUERY_TOO_LONG', data: { length: 5000, max: 200 } },
    ],
    ['a search with a zero byte', get('/plans?q=%00'), 400, { code: 'TEXT_CONTROL' }],
    ['no such state', get('/duties?state=late'), 400, { code: 'FIELD_CHOICE' }],
    ...['2026-02-29', '2026-13-01', '0000-00-00', '20226-01-01', '2026-12-31T24:00', '29/02/2028', ''].map(
      (on): [string, Sent, number, object] => [
        `the day “${on}”`,
        get(`/units?on=${encodeURIComponent(on)}`),
        400,
        { code: 'DATE_INVALID', path: 'on' },
      ],
    ),
    ['no key for a command', { ...urging('a'), key: undefined } as Sent, 400, { code: 'KEY_REQUIRED' }],
    ['an empty key', { ...urging('a'), key: '' }, 400, { code: 'KEY_REQUIRED' }],
    ['a key with a space', { ...urging('a'), key: 'a b' }, 400, { code: 'KEY_FORMAT' }],
    ['a key too long', { ...urging('a'), key: 'k'.repeat(201) }, 400, { code: 'KEY_FORMAT' }],
    ['an entity tag without quotes', { ...urging('a'), headers: { 'if-match': '3' } }, 400, { code: 'FIELD_INVALID', path: 'If-Match' }],
    ['a figure in words', submission({ f1: 'khoảng 25' }), 422, { code: 'VALUE_UNIT', path: 'figures.f1' }],
    ['a figure with its unit', submission({ f1: '130 %' }), 422, { code: 'VALUE_UNIT' }],
    [
      'a figure beyond all numbers',
      { ...submission({}), json: undefined, payload: '{"figures":{"f1":1e400}}', headers: { 'content-type': 'application/json' } },
      400,
      { code: 'FIELD_RANGE' },
    ],
    ['true for a figure', submission({ f1: true }), 422, { code: 'VALUE_UNIT' }],
    ['a field id that climbs', submission({ '../x': 1 }), 400, { path: 'figures.../x' }],
    ['501 figures', submission(Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`f${n}`, 1]))), 413, { code: 'LIST_LONG' }],
    [
      'more than 100 %',
      { ...urging(''), token: 'clerk-token', url: `${DUTY}/progress`, json: { percent: 130 } },
      400,
      { code: 'FIELD_RANGE', path: 'percent' },
    ],
    ['no plan file', { method: 'POST', url: '/api/v1/plans' }, 400, { code: 'FIELD_REQUIRED', path: 'text' }],
    ['no unit file', { method: 'POST', url: '/api/v1/units/import', token: 'administrator-token' }, 400, { code: 'FIELD_REQUIRED' }],
    [
      '201 items in bulk',
      {
        method: 'POST',
        url: '/api/v1/bulk',
        key: 'k',
        json: { items: Array.from({ length: 201 }, () => ({ verb: 'receipt', plan: PLAN, unit: 'A' })) },
      },
      413,
      { code: 'LIST_LONG', path: 'items' },
    ],
    ['no items in bulk', { method: 'POST', url: '/api/v1/bulk', key: 'k', json: { items: [] } }, 400, { code: 'LIST_SHORT' }],
    [
      'no such verb in bulk',
      { method: 'POST', url: '/api/v1/bulk', key: 'k', json: { items: [{ verb: 'delete', plan: PLAN, unit: 'A' }] } },
      400,
      { code: 'FIELD_CHOICE', path: 'items.0.verb' },
    ],
    [
      'a method the path does not have',
      { method: 'DELETE', url: `/api/v1/plans/${PLAN}` },
      405,
      { code: 'METHOD_NOT_ALLOWED', data: { method: 'DELETE', allowed: 'GET, HEAD, PUT' } },
    ],
    ['TRACE', { method: 'TRACE' as never, url: '/api/v1/plans' }, 405, { code: 'METHOD_NOT_ALLOWED' }],
    ['OPTIONS', { method: 'OPTIONS', url: '/api/v1/plans' }, 405, { code: 'METHOD_NOT_ALLOWED' }],
    [
      'GET of what changes something',
      get(`/plans/${PLAN}/issue`),
      405,
      { code: 'METHOD_NOT_ALLOWED', data: { method: 'GET', allowed: 'POST' } },
    ],
    ['a path that is not there', get('/nothing'), 404, { code: 'NOT_FOUND' }],
  ];

  test.each(table)('refuses %s', async (_, request, status, expected) => {
    const answer = await door.send(request);
    const body = answer.json();
    expect({ status: answer.statusCode, ...body }).toMatchObject({ ...expected, status });
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(body).toMatchObject({ type: `urn:dondoc:problem:${body.code}`, detail: body.vi, requestId: answer.headers['x-request-id'] });
    for (const sentence of [body.vi, body.en, body.title]) expect(sentence).toMatch(/^[^{}]{5,}$/);
    expect(door.calls).toEqual([]);
  });

  test.each(["'; DROP TABLE plans; --", '%%%', '(a+)+$', '_', '\\', '<script>', '{{constructor}}', 'ĐÔN ĐỐC'])(
    'hands the search text %s on as it is',
    async (q) => {
      expect((await door.send(get(`/plans?q=${encodeURIComponent(q)}`))).statusCode).toBe(200);
      expect(door.calls).toMatchObject([{ verb: 'plans.list', args: [{}, { q }] }]);
    },
  );

  it('tells every field that is wrong at once', async () => {
    const answer = await door.send({
      ...urging(''),
      token: 'approver-token',
      url: `${PERIOD}/return`,
      json: { reason: '', code: 'a\u00ADb', x: 1 },
    });
    expect(answer.json().problems.map(({ code, path }: { code: string; path: string }) => [code, path])).toEqual([
      ['TEXT_EMPTY', 'reason'],
      ['TEXT_INVISIBLE', 'code'],
      ['FIELD_UNKNOWN', 'x'],
    ]);
  });

  it('hands texts on in NFC, trimmed, with markup as the plain text it is', async () => {
    await door.send(urging('  To\u0302 Hie\u0323\u0302u <script>alert(1)</script> {{constructor}} ${7*7}\r\n '));
    expect(door.calls[0]?.args[2]).toBe('Tô Hiệu <script>alert(1)</script> {{constructor}} ${7*7}');
  });

  it('ignores X-HTTP-Method-Override', async () => {
    const answer = await door.send({ ...get('/plans'), headers: { 'x-http-method-override': 'DELETE' } });
    expect([answer.statusCode, door.calls.map(({ verb }) => verb)]).toEqual([200, ['plans.list']]);
  });

  it('never breaks on any body', async () => {
    const anything = fc.oneof(
      fc.json(),
      fc.string({ unit: 'binary' }),
      fc.jsonValue().map((value) => JSON.stringify({ text: value })),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (body) => {
        const { statusCode } = await door.send(raw(body));
        expect([400, 404]).toContain(statusCode);
      }),
      { numRuns: 300 },
    );
  });
});
