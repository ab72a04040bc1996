import { readPlanFile } from '../../contract/plan-file.js';
import { decided, type FakeApi, fakeApi, PLAN, PLAN_FILE, problem } from './fake-api.js';
import { inside } from './inside.js';
import { emptyFolder, fileIn } from './run.js';

let api: FakeApi;
beforeEach(async () => {
  api = await fakeApi();
});
afterEach(() => api.close());

const run = (args: string[], env: Record<string, string> = {}) =>
  inside(args, { DONDOC_URL: api.url, DONDOC_TOKEN: 'secret-token', ...env });

describe('plan issue of a file', () => {
  const view = {
    id: PLAN,
    symbol: '05-KH/TU',
    type: 'plan',
    issuer: { id: 'u', code: 'TU', name: 'Tỉnh ủy' },
    subject: 'Kế hoạch thử',
    status: 'draft',
    revision: '1',
    sample: false,
  };
  const issue = `/plans/${PLAN}/issue`;
  let file: string;
  beforeEach(() => {
    file = fileIn(emptyFolder(), 'plan.yaml', PLAN_FILE);
    api.on('POST', '/plans', { status: 201, body: view });
    api.on('GET', `/plans/${PLAN}/cascade`, {
      status: 200,
      body: { plan: view, funnel: [{ level: 1, issued: 3, received: 0, ownPlan: 0, reporting: 0 }], units: { items: [] } },
    });
  });

  it('drafts it, issues the draft, and says to how many bodies it came', async () => {
    api.on('POST', issue, { status: 201, body: decided });
    const { code, out } = await run(['plan', 'issue', file]);
    expect(code).toBe(0);
    expect(out).toContain(`kế hoạch ${PLAN} đã đến 3 tổ chức`);
    expect(JSON.parse(api.seen[0]!.body)).toEqual({ text: PLAN_FILE, format: 'yaml' });
  });

  it('with a key given takes up what became of the same file before, and never of another', async () => {
    const read = readPlanFile(PLAN_FILE);
    if (!('plan' in read)) throw new Error('no plan');
    api.on('GET', '/plans', { status: 200, body: { items: [{ ...view, id: 'another00001' }, view] } });
    api.on('GET', '/plans/another00001', {
      status: 200,
      body: { ...view, id: 'another00001', plan: { ...read.plan, subject: 'Khác' }, parents: [], children: [] },
    });
    api.on('GET', `/plans/${PLAN}`, { status: 200, body: { ...view, plan: read.plan, parents: [], children: [] } });
    api.on('POST', issue, { status: 201, body: decided });
    expect((await run(['plan', 'issue', file, '--key', 'k1'])).code).toBe(0);
    expect(api.seen.filter(({ method }) => method === 'POST').map(({ path, headers }) => [path, headers['idempotency-key']])).toEqual([
      [issue, 'k1'],
    ]);
  });

  it('that went away while it cascaded is issued all the same', async () => {
    api.on('POST', issue, { status: 201, body: decided });
    api.on('GET', `/plans/${PLAN}/cascade`, problem(500, 'INTERNAL'));
    const { code, out } = await run(['plan', 'issue', file]);
    expect([code, out.includes('✓ Đã ghi nhận'), out.includes('đang được triển khai')]).toEqual([0, true, true]);
  });

  it('is refused by its form before anything is sent', async () => {
    const { code, err } = await run(['plan', 'issue', fileIn(emptyFolder(), 'bad.yaml', `${PLAN_FILE}nguoi: ai\n`)]);
    expect([code, api.seen]).toEqual([65, []]);
    expect(err).toMatch(/bad\.yaml:6:1: .*FIELD_UNKNOWN/);
  });
});
