import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { endOfDayMs, startOfDayMs } from '../../domain/day.js';
import { type DondocRig, startDondocRig } from '../harness/dondoc-rig.js';
import { type Ask, type HttpRig, openHttp } from './http-rig.js';

const at = (day: string, hour = 9) => startOfDayMs(day) + hour * 3_600_000;

describe('a plan over HTTP', () => {
  let rig: DondocRig;
  let http: HttpRig;
  let ask: Ask;
  beforeAll(async () => {
    rig = await startDondocRig({ province: false, startMs: at('2022-02-14') });
    http = await openHttp(rig);
    ({ ask } = http);
  }, 180_000);
  afterAll(async () => {
    await http?.app.close();
    await rig?.stop();
  });

  it('goes from the import of bodies to its conclusion, and every step is on record', async () => {
    const units = await ask('administrator', 'POST', '/units/import', {
      file: readFileSync('examples/units.csv', 'utf8'),
      type: 'text/csv',
      status: 200,
    });
    expect(units.json).toMatchObject({ changed: 0, dryRun: false });
    expect(units.json.added).toBeGreaterThan(150);
    const people = parse(readFileSync('examples/people.yaml', 'utf8')) as object[];
    expect((await ask('administrator', 'POST', '/people/import', { body: { people }, status: 200 })).json.added).toBe(people.length);

    const file = readFileSync('examples/plan-77-kh-tu.yaml', 'utf8');
    const check = await ask('issuer-tu', 'POST', '/plans/check', { file, type: 'application/yaml', status: 200 });
    expect(check.json).toMatchObject({ problems: [], summary: { recipients: expect.any(Number) } });
    const once = { headers: { 'idempotency-key': 'draft' } };
    const draft = await ask('issuer-tu', 'POST', '/plans', { file, type: 'application/yaml', ...once });
    const repeated = Array.from({ length: 4 }, () => ask('issuer-tu', 'POST', '/plans', { file, type: 'application/yaml', ...once }));
    expect((await Promise.all(repeated)).map(({ json }) => json.id)).toEqual(Array.from(repeated, () => draft.json.id));
    await ask('issuer-tu', 'POST', '/plans', { body: { text: file }, ...once, status: 422 });
    const atOnce = Array.from({ length: 4 }, () =>
      ask('issuer-tu', 'POST', '/plans', {
        file,
        type: 'application/yaml',
        headers: { 'idempotency-key': 'at-once' },
      }),
    );
    expect(new Set((await Promise.all(atOnce)).map(({ json }) => json.id)).size).toBe(1);
    expect((await ask('issuer-tu', 'GET', '/plans')).json.items).toHaveLength(2);
    expect(draft.headers['location']).toBe(`/api/v1/plans/${draft.json.id}`);
    const plan = `/plans/${draft.json.id}`;
    const redraft = await ask('issuer-tu', 'PUT', plan, { body: { text: file }, headers: { 'if-match': String(draft.headers['etag']) } });
    expect(redraft.headers['etag']).not.toBe(draft.headers['etag']);
    await ask('issuer-tu', 'PUT', plan, { body: { text: file }, headers: { 'if-match': String(draft.headers['etag']) }, status: 412 });

    const rehearsal = await ask('issuer-tu', 'POST', `${plan}/rehearsal`, {
      body: { behaviours: { default: { receive: 1, reports: 'late' } } },
      status: 200,
    });
    expect(rehearsal.json.entries.length).toBeGreaterThan(50);
    const issued = await ask('issuer-tu', 'POST', `${plan}/issue`, { headers: { 'idempotency-key': 'issue' } });
    const again = await ask('issuer-tu', 'POST', `${plan}/issue`, { headers: { 'idempotency-key': 'issue' } });
    expect(again.body).toBe(issued.body);
    // What was issued stands at its recipients as soon as it is answered.
    await ask('clerk-hu-kimboi', 'GET', `${plan}/units/HU-KIMBOI/items/receipt`);
    expect((await ask('issuer-tu', 'GET', issued.json.receipt.commandId.replace(/^/, '/commands/'))).json).toEqual(issued.json);
    await ask('issuer-tu', 'POST', `${plan}/issue`, { status: 409 });
    await rig.relay.settle();

    const unit = `${plan}/units/HU-KIMBOI`;
    const inbox = await ask('clerk-hu-kimboi', 'GET', '/inbox');
    expect(JSON.stringify(inbox.json)).toContain('"item":"receipt"');
    const receipt = await ask('clerk-hu-kimboi', 'POST', `${unit}/receipt`);
    expect(receipt.json.receipt).toMatchObject({ late: false, event: { hash: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    await ask('clerk-hu-kimboi', 'POST', `${unit}/receipt`, { status: 409 });

    await rig.advanceTo(at('2022-03-07'));
    const report = `${unit}/items/so-lieu-thang/periods/2022-M02`;
    const body = { figures: { 'ket-nap': 9, nguon: 40, 'chinh-thuc': 2, 'dung-han': 2 }, narrative: {} };
    await ask('issuer-tu', 'POST', `${report}/acceptance`, { status: 409 });
    const saved = await ask('clerk-hu-kimboi', 'PUT', `${report}/draft`, { body: { figures: { 'ket-nap': 9 } } });
    expect(saved.json.problems.map(({ code }: { code: string }) => code)).toContain('FIGURE_REQUIRED');
    await ask('clerk-hu-kimboi', 'POST', `${report}/submission`, { status: 422 });
    for (const expected of ['99', 'zz', '1.5', '1e400', '-1', '99999999999999999999'])
      await ask('clerk-hu-kimboi', 'PUT', `${report}/draft`, { body, headers: { 'if-match': `"${expected}"` }, status: 412 });
    await ask('clerk-hu-kimboi', 'PUT', `${report}/draft`, { body, headers: { 'if-match': String(saved.headers['etag']) } });
    expect((await ask('clerk-hu-kimboi', 'GET', `${report}/draft`)).json.body).toEqual(body);
    await ask('clerk-hu-kimboi', 'POST', `${report}/submission`);
    await ask('issuer-tu', 'POST', `${report}/return`, {
      body: { reason: 'Số chưa khớp', pins: [{ field: 'ket-nap', comment: 'xem lại' }] },
    });
    await ask('clerk-hu-kimboi', 'POST', `${report}/submission`, { body: { ...body, figures: { ...body.figures, 'ket-nap': 8 } } });
    const seen = await ask('issuer-tu', 'GET', report);
    await ask('issuer-tu', 'POST', `${report}/acceptance`, { headers: { 'if-match': '"1"' }, status: 412 });
    await ask('issuer-tu', 'POST', `${report}/acceptance`, { headers: { 'if-match': String(seen.headers['etag']) } });
    const view = (await ask('clerk-hu-kimboi', 'GET', report)).json;
    expect(view.versions).toMatchObject([
      { version: 1, returned: { reason: 'Số chưa khớp' } },
      { version: 2, acceptedMs: expect.any(Number), diff: [{ field: 'ket-nap', before: 9, after: 8 }] },
    ]);
    expect(view.duty.standing.state).toBe('doneOnTime');
    const bulk = await ask('clerk-hu-kimboi', 'POST', '/bulk', {
      body: {
        items: [
          {
            verb: 'progress',
            plan: draft.json.id,
            unit: 'HU-KIMBOI',
            item: 'mo-lop-boi-duong',
            body: { percent: 40, note: 'Đã mở hai lớp' },
          },
          { verb: 'receipt', plan: draft.json.id, unit: 'HU-KIMBOI' },
        ],
      },
      status: 200,
    });
    expect(bulk.json.items.map(({ status }: { status: number }) => status)).toEqual([201, 409]);
    await ask('issuer-tu', 'POST', `${plan}/units/HU-LACSON/items/so-lieu-thang/periods/2022-M02/urging`, {
      body: { text: 'Đề nghị gửi ngay.' },
    });

    await rig.advanceTo(endOfDayMs('2022-03-20'));
    const consolidated = (await ask('issuer-tu', 'GET', `${plan}/consolidated/so-lieu-thang/2022-M02`)).json;
    expect([consolidated.revision, consolidated.consolidated.figures['ket-nap'].value]).toEqual([1, 8]);
    for (const part of ['', '/status', '/cascade', '/matrix', '/targets', '/timeline?limit=200'])
      await ask('issuer-tu', 'GET', `${plan}${part}`);
    for (const path of ['/plans', '/duties?limit=200', '/guidance', '/units?q=kim%20boi', '/units/HU-KIMBOI', '/inbox/notices'])
      await ask('issuer-tu', 'GET', path);
    await ask('administrator', 'GET', '/people?limit=5');
    const notices = (await ask('clerk-hu-lacson', 'GET', '/inbox/notices')).json.items;
    expect(notices.map(({ title }: { title: string }) => title).join('\n')).toContain('77-KH/TU');
    await ask('clerk-hu-lacson', 'POST', '/inbox/notices/read', { body: { notices: [notices[0].id] }, status: 204 });
    await ask('issuer-tu', 'POST', `${plan}/conclusion`, { body: { summary: 'Kết thúc sớm.' } });
    await rig.relay.settle();
    const timeline = (await ask('issuer-tu', 'GET', `${plan}/timeline?limit=200`)).json.items as { type: string }[];
    expect(timeline.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['issued', 'received', 'submitted', 'returned', 'accepted', 'consolidated']),
    );
    expect((await ask('administrator', 'GET', '/audit/verification')).json).toMatchObject({ ok: true });
    expect((await ask('issuer-tu', 'GET', `/audit/verification?plan=${draft.json.id}`)).json).toMatchObject({ ok: true });
    // The number of a whole lane's events tells of bodies that a recipient does not see.
    await ask('clerk-hu-kimboi', 'GET', `/audit/verification?plan=${draft.json.id}`, { status: 403 });
    const brief = { body: { person: 'clerk-hu-dabac', label: 'brief' }, headers: { 'idempotency-key': 'brief' } };
    const { json: made } = await ask('administrator', 'POST', '/tokens', brief);
    await ask('administrator', 'POST', '/tokens', { ...brief, status: 409 });
    http.tokens.set('brief', made.token);
    await ask('brief', 'GET', '/plans');
    await ask('administrator', 'DELETE', `/tokens/${made.id}`, { status: 204 });
    await ask('brief', 'GET', '/plans', { status: 401 });
    expect(http.warnings).toEqual([]);
  });
});
