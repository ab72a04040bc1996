import { PROBLEMS, ProblemError, problem, type ProblemCode } from '../../domain/problem.js';
import { statusOf } from '../../http/problem.js';
import { isWordKey } from '../../i18n/render.js';
import { actorWith, openDoor, type Sent } from './door.js';

const plans: Sent = { method: 'GET', url: '/api/v1/plans' };
const failing = (error: unknown) =>
  openDoor({
    plans: {
      list: async () => {
        throw error;
      },
    },
  });
describe('an error', () => {
  const forced: [string, unknown, number, string][] = [
    ['of its own', new Error('secret: /srv/db SELECT * FROM plans'), 500, 'INTERNAL'],
    ['that is no Error', 'secret', 500, 'INTERNAL'],
    ['undefined', undefined, 500, 'INTERNAL'],
    ['of SQL', Object.assign(new Error('secret column'), { code: '42703' }), 500, 'INTERNAL'],
    ['that claims to be a success', Object.assign(new Error('secret'), { statusCode: 200 }), 500, 'INTERNAL'],
    ['of a database that is not there', Object.assign(new Error('secret host'), { code: 'ECONNREFUSED' }), 503, 'UNAVAILABLE'],
    [
      'of two addresses that are not there',
      new AggregateError([Object.assign(new Error('secret'), { code: 'ECONNREFUSED' })]),
      503,
      'UNAVAILABLE',
    ],
    ['of a database that goes down', Object.assign(new Error('secret'), { code: '57P01' }), 503, 'UNAVAILABLE'],
    ['of a pool that waits too long', new Error('timeout exceeded when trying to connect'), 503, 'UNAVAILABLE'],
    ['of records closed at the end of the process', new Error('driver has already been destroyed'), 503, 'UNAVAILABLE'],
    ['of a disk too full for a connection', Object.assign(new Error('could not write init file'), { code: 'XX000' }), 503, 'UNAVAILABLE'],
    ['of a disk that fails', Object.assign(new Error('could not read block'), { code: '58030' }), 503, 'UNAVAILABLE'],
    ['of their pool', new Error('Cannot use a pool after calling end on the pool'), 503, 'UNAVAILABLE'],
    ['of a client of it', new Error('Client was closed and is not queryable'), 503, 'UNAVAILABLE'],
    ['of a connection cut', new Error('Connection terminated unexpectedly'), 503, 'UNAVAILABLE'],
  ];
  test.each(forced)('%s tells nothing of its cause', async (_, error, status, code) => {
    const { send, lines } = await failing(error);
    const answer = await send(plans);
    expect([answer.statusCode, answer.json()]).toMatchObject([status, { code, requestId: answer.headers['x-request-id'] }]);
    expect(answer.body + JSON.stringify(answer.headers)).not.toMatch(/secret|SELECT|at .*\.ts/);
    expect(answer.headers['retry-after']).toBe(status === 503 ? '5' : undefined);
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'error', data: expect.objectContaining({ requestId: answer.headers['x-request-id'] }) }),
    );
  });

  it('of the shape of an answer is one of ours, and tells nothing', async () => {
    const { send, lines } = await openDoor({ plans: { list: async () => ({ items: [{ id: 5 } as never] }) } });
    expect([(await send(plans)).statusCode, lines.some(({ level }) => level === 'error')]).toEqual([500, true]);
  });

  it('speaks the language asked for, else the reader’s own', async () => {
    const people = { actorOf: async () => actorWith('issuer', 'en') };
    const { send } = await openDoor({ people });
    const detailFor = async (accept?: string) =>
      (await send({ ...plans, ...(accept && { headers: { 'accept-language': accept } }) })).json().detail;
    expect(await detailFor()).toMatch(/^Not found/);
    expect(await detailFor('vi-VN,vi;q=0.9,en;q=0.8')).toMatch(/^Không/);
    expect(await detailFor('fr, en;q=0.2, vi;q=0')).toMatch(/^Not found/);
    expect(await detailFor('*;q=,,;')).toMatch(/^Not found/);
  });

  it('has for each code a status, and for each status a title in both languages', () => {
    for (const code of Object.keys(PROBLEMS) as ProblemCode[]) expect([code, isWordKey(`status.${statusOf(code)}`)]).toEqual([code, true]);
  });

  it('with many parts tells each in words', async () => {
    const found = { ...problem('UNITS_INVALID', { count: 1 }), problems: [{ ...problem('TEXT_EMPTY', {}, 'name'), line: 3 }] };
    const answer = await (await failing(new ProblemError(found))).send(plans);
    expect([answer.statusCode, answer.json().problems]).toMatchObject([
      422,
      [{ code: 'TEXT_EMPTY', path: 'name', line: 3, en: 'There is nothing to read.' }],
    ]);
  });
});
