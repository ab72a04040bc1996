import { readFileSync } from 'node:fs';
import { endOfDayMs } from '../../domain/day.js';
import { startDondocRig, type DondocRig } from '../harness/dondoc-rig.js';
import { at } from '../system/rehearsed.js';
import { type Ask, type HttpRig, openHttp } from './http-rig.js';

describe('what counts as done', () => {
  let rig: DondocRig;
  let http: HttpRig;
  let ask: Ask;
  let plan: string;
  beforeAll(async () => {
    rig = await startDondocRig({ startMs: at('2022-02-14', 9) });
    http = await openHttp(rig);
    ({ ask } = http);
    const draft = await ask('issuer-tu', 'POST', '/plans', { file: readFileSync('examples/plan-77-kh-tu.yaml', 'utf8') });
    plan = `/plans/${draft.json.id}`;
    await ask('issuer-tu', 'POST', `${plan}/issue`);
    await rig.relay.settle();
  });
  afterAll(async () => {
    await http?.app.close();
    await rig?.stop();
  });

  const kimBoi = (item: string, period = 'once') => `${plan}/units/HU-KIMBOI/items/${item}/periods/${period}`;
  const told = async (path: string, body: object, status: number) =>
    (await ask('clerk-hu-kimboi', 'POST', `${path}/progress`, { body, status })).json.code as string | undefined;

  it('a standing task stays fresh by what can be looked at, not by a percentage or by nothing', async () => {
    const standing = kimBoi('tuyen-truyen', '2022-Q1');
    for (const body of [{}, { percent: 0 }, { percent: 100, done: true }, { product: { symbol: 'abc' } }, { product: {} }])
      expect(await told(standing, body, 422)).toBe('EVIDENCE_REQUIRED');
    expect((await ask('clerk-hu-kimboi', 'GET', `${standing}/duty`)).json).not.toHaveProperty('evidenceMs');
    await told(standing, { note: 'Đã mở 3 buổi nói chuyện chuyên đề' }, 201);
    expect((await ask('clerk-hu-kimboi', 'GET', `${standing}/duty`)).json).toHaveProperty('evidenceMs');
  });

  it('a task makes no progress of nothing, and is done with what its kind asks, which has taken place', async () => {
    const event = kimBoi('trien-khai-co-so');
    expect(await told(event, {}, 422)).toBe('PROGRESS_EMPTY');
    await told(event, { percent: 0 }, 201);
    for (const product of [undefined, { symbol: '12-KH/HU' }, { name: 'Hội nghị' }, { name: 'Hội nghị', on: '2030-01-01' }])
      expect(await told(event, { done: true, product }, 422)).toBe('PRODUCT_INCOMPLETE');
    await told(event, { done: true, product: { name: 'Hội nghị triển khai', on: '2022-02-14' } }, 201);

    const document = `${plan}/units/BTGTU/items/ke-hoach-mo-lop/progress`;
    const board = (product: object, status: number) => ask('clerk-btgtu', 'POST', document, { body: { done: true, product }, status });
    await board({ symbol: 'abc' }, 422);
    await board({ name: 'Kế hoạch mở lớp' }, 422);
    await board({ symbol: '21-KH/BTGTU' }, 201);
  });

  const WAITING = `dondoc: plan/1
symbol: 78-KH/TU
type: plan
issuer: TU
subject: việc chờ hướng dẫn của Trung ương
horizon: { from: 2022-02-14, to: 2022-12-31 }
tasks:
  - id: cho
    title: Thực hiện hướng dẫn của Trung ương
    lead: [{ unit: HU-KIMBOI }, { unit: BTGTU }]
    timing:
      kind: awaiting
      guidance: { key: hd-sinh-hoat-chi-bo, title: Hướng dẫn sinh hoạt chi bộ }
      due: { within: 10, unit: calendar, after: guidance }
recipients: [{ purpose: toImplement, to: [{ unit: HU-KIMBOI }, { unit: BTGTU }] }]
receipt: { due: { within: 5, unit: working, after: issue } }
`;

  it('guidance registered before a plan that waits for it wakes it at its issue, in the rehearsal as in the run; a key nobody waits for is told', async () => {
    const register = async (key: string) =>
      (await ask('issuer-tu', 'POST', '/guidance', { body: { key, title: 'Hướng dẫn sinh hoạt chi bộ' } })).json;
    expect(await register('hd-sinh-hoat-chi-bo')).toMatchObject({ plans: [], warnings: [{ code: 'GUIDANCE_NOT_AWAITED' }] });
    const draft = await ask('issuer-tu', 'POST', '/plans', { file: WAITING });
    const waiting = `/plans/${draft.json.id}`;
    const duty = `${waiting}/units/HU-KIMBOI/items/cho`;
    const rehearsed = await ask('issuer-tu', 'POST', `${waiting}/rehearsal`, { body: {}, status: 200 });
    const of = (type: string) => rehearsed.json.entries.filter((entry: { type: string }) => entry.type === type);
    expect([of('guidanceRegistered'), of('woken')]).toMatchObject([[{}], [{}]]);
    await ask('issuer-tu', 'POST', `${waiting}/issue`);
    await rig.relay.settle();
    const told = (await ask('clerk-hu-kimboi', 'GET', duty)).json;
    expect([told.standing.state, told.dueMs]).toEqual(['openInTime', endOfDayMs('2022-02-24')]);
    expect(of('fellDue').map(({ atMs }: { atMs: number }) => atMs)).toContain(told.dueMs);
    const timeline = (await ask('issuer-tu', 'GET', `${waiting}/timeline?limit=200`)).json.items as { type: string }[];
    expect(timeline.filter(({ type }) => type === 'guidanceRegistered' || type === 'woken')).toHaveLength(2);

    const next = await ask('issuer-tu', 'POST', '/plans', {
      file: WAITING.replace('78-KH', '79-KH').replaceAll('hd-sinh-hoat-chi-bo', 'hd-so-tay'),
    });
    await ask('issuer-tu', 'POST', `/plans/${next.json.id}/issue`);
    await rig.relay.settle();
    expect(await register('hd-so-tai')).toMatchObject({
      plans: [],
      warnings: [{ data: { guidance: 'hd-so-tai', suggestion: 'hd-so-tay' } }],
    });
    expect(await register('hd-so-tay')).toMatchObject({ plans: [next.json.id], warnings: [] });
  });

  it('a report moves its target when it is sent, says that nobody has accepted it, and moves it no more once returned', async () => {
    await rig.advanceTo(at('2022-03-07', 9));
    const report = kimBoi('so-lieu-thang', '2022-M02');
    const body = { figures: { 'ket-nap': 9, nguon: 40, 'chinh-thuc': 2, 'dung-han': 6 }, narrative: {} };
    const refused = await ask('clerk-hu-kimboi', 'POST', `${report}/submission`, { body, status: 422 });
    expect(refused.json.problems).toMatchObject([{ code: 'FIGURE_RANGE', path: 'figures.ty-le-dung-han' }]);
    body.figures['dung-han'] = 2;
    const unit = await rig.unitId('HU-KIMBOI');
    const pace = async () => {
      const { json } = await ask('issuer-tu', 'GET', `${plan}/targets`);
      const { value, unreviewed, behind } = json.items[0].pace.find((row: { unit: string }) => row.unit === unit);
      return { value, unreviewed, behind };
    };
    expect(await pace()).toEqual({ value: 0, unreviewed: undefined, behind: true });
    await ask('clerk-hu-kimboi', 'POST', `${report}/submission`, { body });
    expect(await pace()).toMatchObject({ value: 9, unreviewed: 9 });
    await ask('issuer-tu', 'POST', `${report}/return`, { body: { reason: 'Số chưa khớp' } });
    expect(await pace()).toMatchObject({ value: 0, unreviewed: undefined });
    const shown = async () => (await ask('issuer-tu', 'GET', `${plan}/consolidated/so-lieu-thang/2022-M02`)).json;
    expect((await shown()).targets[0]).toMatchObject({ target: 'ket-nap-moi', value: 0 });
    await ask('clerk-hu-kimboi', 'POST', `${report}/submission`, { body: { ...body, figures: { ...body.figures, 'ket-nap': 8 } } });
    expect(await pace()).toMatchObject({ value: 8, unreviewed: 8 });
    await ask('issuer-tu', 'POST', `${report}/acceptance`);
    expect(await pace()).toMatchObject({ value: 8, unreviewed: undefined });
    const { consolidated, targets } = await shown();
    expect([consolidated.figures['ket-nap'].value, targets[0].value]).toEqual([8, 8]);
  });
});
