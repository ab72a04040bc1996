import { COMMAND, decided, type FakeApi, fakeApi, PLAN, problem } from './fake-api.js';
import { inside } from './inside.js';
import { emptyFolder, fileIn, needBuilt, start } from './run.js';

let api: FakeApi;
beforeEach(async () => {
  api = await fakeApi();
});
afterEach(() => api.close());

const ESCAPE = '\u001B[';
const receipt = ['receipt', PLAN, 'U'];
const RECEIPT = `/plans/${PLAN}/units/U/receipt`;

describe('colours', () => {
  it('are for a terminal alone, and repeat what the words say', async () => {
    const late = { ...decided, receipt: { ...decided.receipt, late: true } };
    api.on('POST', RECEIPT, { status: 201, body: late });
    const env = { DONDOC_URL: api.url, DONDOC_TOKEN: 'x', TERM: 'xterm' };
    const [terminal, pipe, without, dumb] = [
      await inside(receipt, env, true),
      await inside(receipt, env),
      await inside(receipt, { ...env, NO_COLOR: '1' }, true),
      await inside(receipt, { ...env, TERM: 'dumb' }, true),
    ];
    expect(terminal.out).toContain(ESCAPE);
    for (const { out } of [pipe, without, dumb]) {
      expect(out).not.toContain(ESCAPE);
      expect(out).toContain('! Đã ghi nhận lúc 24/11/2026 14:48, sau hạn');
    }
  });

  it('never come into JSON', async () => {
    api.on('POST', RECEIPT, problem(409, 'STATE_NOT_ALLOWED'));
    const { err, out } = await inside([...receipt, '--json'], { DONDOC_URL: api.url, DONDOC_TOKEN: 'x' }, true);
    expect([out, JSON.parse(err).code]).toEqual(['', 'STATE_NOT_ALLOWED']);
  });
});

describe('a person who waits', () => {
  it('is told once that it is tried again; a pipe is not', async () => {
    const busy = problem(503, 'UNAVAILABLE');
    const env = { DONDOC_URL: api.url, DONDOC_TOKEN: 'x' };
    api.on('POST', RECEIPT, busy, busy, { status: 201, body: decided }, busy, { status: 201, body: decided });
    const [terminal, pipe] = [await inside(receipt, env, true), await inside(receipt, env)];
    expect(terminal.err.match(/đang thử lại/g)).toHaveLength(1);
    expect(pipe.err).toBe('');
  });
});

describe('Ctrl-C', () => {
  beforeAll(needBuilt);

  it('ends a command with 130 and says what that means; what was not sent is not sent', async () => {
    const file = fileIn(emptyFolder(), 'units.csv', 'code,name,kind,parent,validFrom\nTU,Tỉnh ủy,partyCommittee,,2015-01-01\n');
    // The server is busy for ever: the import never happens.
    api.on('POST', '/units/import', { ...problem(429, 'TOO_MANY_REQUESTS'), headers: { 'retry-after': '30' } });
    const running = start(['unit', 'import', file], { DONDOC_URL: api.url, DONDOC_TOKEN: 'x' });
    while (api.seen.length === 0) await new Promise((wake) => setTimeout(wake, 20));
    process.kill(running.pid, 'SIGINT');
    const { code, out, err } = await running.ended;
    expect([code, out]).toEqual([130, '']);
    expect(err).toContain('Đã dừng theo yêu cầu');
    expect(api.seen).toHaveLength(1);
  });

  it('ends one that waits for a decision, which comes all the same', async () => {
    api.on('POST', RECEIPT, { status: 202, body: { state: 'lodged', commandId: COMMAND, lodgedMs: 1 } });
    api.on('GET', `/commands/${COMMAND}`, { status: 200, body: { state: 'lodged', commandId: COMMAND, lodgedMs: 1 } });
    const running = start(receipt, { DONDOC_URL: api.url, DONDOC_TOKEN: 'x' });
    while (api.seen.length < 2) await new Promise((wake) => setTimeout(wake, 20));
    process.kill(running.pid, 'SIGINT');
    const { code, err } = await running.ended;
    expect([code, err.includes('vẫn được ghi nhận trọn vẹn')]).toEqual([130, true]);
  });
});
