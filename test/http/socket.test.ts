import { connect, type AddressInfo } from 'node:net';
import { type Door, openDoor } from './door.js';

/** What only a real connection can send: paths as they are, broken requests, slow ones. */
describe('over a real connection', () => {
  let door: Door;
  let port: number;
  beforeAll(async () => {
    door = await openDoor({ plans: { list: () => new Promise(() => {}) } }, { requestTimeoutMs: 400 });
    await door.app.listen({ port: 0, host: '127.0.0.1' });
    ({ port } = door.app.server.address() as AddressInfo);
  });

  /** Sends bytes and gives back all that comes until the other side ends, or goes quiet. */
  function exchange(bytes: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      let answer = '';
      socket.setEncoding('utf8').on('data', (chunk: string) => {
        answer += chunk;
        if (/\r\n\r\n.*\}$/s.test(answer)) socket.end();
      });
      socket
        .on('end', () => resolve(answer))
        .on('close', () => resolve(answer))
        .on('error', reject);
    });
  }

  const request = (line: string, more = '') => `${line} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer issuer-token\r\n${more}\r\n`;
  const table: [string, string, number, string][] = [
    ['a path that climbs as it is', request('GET /api/v1/plans/../../etc/passwd'), 400, 'ID_FORMAT'],
    ['a path that climbs, half encoded', request('GET /api/v1/plans/%2E./x'), 400, 'ID_FORMAT'],
    ['TRACE', request('TRACE /api/v1/plans'), 405, 'METHOD_NOT_ALLOWED'],
    ['a method that HTTP knows and the API does not', request('PROPFIND /api/v1/plans'), 405, 'METHOD_NOT_ALLOWED'],
    ['a method that nobody knows', request('FROBNICATE /api/v1/plans'), 400, 'REQUEST_MALFORMED'],
    ['bytes that are no request', 'hello\r\n\r\n', 400, 'REQUEST_MALFORMED'],
    ['two lengths', request('POST /api/v1/plans', 'Content-Length: 3\r\nContent-Length: 4\r\n'), 400, 'REQUEST_MALFORMED'],
    ['headers of 20 KB', request('GET /api/v1/plans', `X-Long: ${'a'.repeat(20_000)}\r\n`), 431, 'HEADERS_TOO_LARGE'],
    [
      'an upload that never ends',
      request('POST /api/v1/plans', 'Content-Type: application/json\r\nContent-Length: 100\r\n') + '{"text":',
      408,
      'REQUEST_TIMEOUT',
    ],
    ['a verb that takes too long', request('GET /api/v1/plans'), 503, 'UNAVAILABLE'],
  ];

  test.each(table)('refuses %s', async (_, bytes, status, code) => {
    const answer = await exchange(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toMatch(/content-type: application\/problem\+json; charset=utf-8/i);
    expect(answer).toContain(`"code":"${code}"`);
  });
});
