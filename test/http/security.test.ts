import { API, type Operation, operations } from '../../contract/http-api.js';
import { actorWith, COMMAND, openDoor, PLAN } from './door.js';

const all = Object.entries(operations).flatMap(([noun, of]) =>
  Object.entries(of as Record<string, Operation>).map(([name, operation]) => ({ name: `${noun}.${name}`, operation })),
);
const changing = all.filter(({ operation }) => operation.method !== 'GET');
const HELD: Record<string, string> = {
  plan: PLAN,
  token: 'token0000001',
  unit: 'A',
  item: 'r1',
  period: '2026',
  command: COMMAND,
  person: 'ha',
};
const addressOf = ({ path }: Operation) => API + path.replace(/:(\w+)/g, (_, part: string) => HELD[part] ?? 'abcdefghijkl');

/** What a browser says of a request from one of our own pages. */
const OWN = { host: 'localhost:7080', origin: 'http://localhost:7080', 'sec-fetch-site': 'same-origin' };

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

describe('each route', () => {
  it('answers with the headers that keep browsers and caches out, known sender or not', async () => {
    const { send } = await openDoor();
    for (const { operation } of all)
      for (const token of ['administrator-token', '']) {
        const { headers } = await send({ method: operation.method, url: addressOf(operation), token, key: 'k', json: {} });
        expect([operation.path, headers]).toEqual([operation.path, expect.objectContaining(HEADERS)]);
      }
  });

  it('says who may ask it; what anybody may ask is how to sign in', () => {
    const open = all.filter(({ operation }) => operation.permission === 'public').map(({ name }) => name);
    expect(open).toEqual(['session.ways', 'session.signIn', 'session.signInSample']);
  });

  it('that changes something takes from a session only what our own pages send', async () => {
    const cookie = `dondoc=${'A'.repeat(43)}`;
    const own = { cookie, ...OWN };
    const { send, calls } = await openDoor({ session: { actorOf: async () => actorWith('administrator') } });
    for (const { name, operation } of changing)
      for (const bent of [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { 'sec-fetch-site': 'same-site' },
        { 'sec-fetch-site': 'cross-site' },
      ]) {
        const answer = await send({
          method: operation.method,
          url: addressOf(operation),
          token: '',
          key: 'k',
          json: {},
          headers: { ...own, ...bent },
        });
        expect([name, answer.statusCode, answer.json().code]).toEqual([name, 403, 'ORIGIN_REFUSED']);
      }
    expect(calls).toEqual([]);
    await send({ method: 'PUT', url: `${API}/session`, token: '', json: { language: 'en' }, headers: own });
    expect(calls.map(({ verb }) => verb)).toEqual(['session.change']);
  });

  it('that changes something is not reached by GET, and takes no form', async () => {
    const { send, calls } = await openDoor();
    for (const { operation } of changing) {
      const url = addressOf(operation);
      const read = all.some((one) => one.operation.method === 'GET' && one.operation.path === operation.path);
      if (!read) expect([400, 404, 405]).toContain((await send({ method: 'GET', url, token: 'administrator-token' })).statusCode);
      const before = calls.length;
      const form = await send({
        method: operation.method,
        url,
        key: 'k',
        payload: 'a=b',
        headers: { ...OWN, 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect(['TYPE_UNSUPPORTED', 'FORBIDDEN']).toContain(form.json().code);
      expect(calls.slice(before)).toEqual([]);
    }
  });
});
