import { Worker } from '@temporalio/worker';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { NOTIFY_WORKFLOW_ID } from '../../contract/names.js';
import { atHourMs, dayOfMs, startOfDayMs } from '../../domain/day.js';
import type { ReportBody } from '../../domain/report.js';
import { MailTransientError } from '../../notify/mail-error.js';
import { createMailer, type Mailer } from '../../notify/mailer.js';
import { deflateCodec } from '../../relay/codec.js';
import { type DondocRig, receiptOf, sending, startDondocRig } from '../harness/dondoc-rig.js';
import { readMail } from '../notify/mime.js';

// Five weeks of a province of 200 bodies: slow where the machine has much else to do.
jest.setTimeout(180_000);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (day: string, hour = 9) => startOfDayMs(day) + hour * HOUR;
const body: ReportBody = { figures: { 'ket-nap': 9, nguon: 40, 'chinh-thuc': 2, 'dung-han': 2 }, narrative: {} };

describe('notices of a plan leave by mail', () => {
  let rig: DondocRig;
  let folder: string;
  let plan: string;
  let on: { plan: string; unit: string; item: string; period: string };
  let state: 'up' | 'down' | 'dies';
  const sends: { id: string; to: string; atMs: number }[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dondoc-mail-'));
    const real = createMailer({ from: 'don-doc@tinhuy.example', folder });
    state = 'up';
    const mailer: Mailer = {
      ...real,
      async send(delivery) {
        if (state === 'down') throw new MailTransientError('MAIL_SERVER', 'ECONNECTION CONN');
        sends.push({ id: delivery.id, to: delivery.to, atMs: await rig.clock.nowMs() });
        const sent = await real.send(delivery);
        if (state === 'dies') throw new Error('no answer to a letter that was taken');
        return sent;
      },
    };
    rig = await startDondocRig({ startMs: at('2022-02-14'), mailer });
    const issuer = await rig.as('issuer-tu');
    const draft = await rig.dondoc.plans.draft(issuer, { text: readFileSync('examples/plan-77-kh-tu.yaml', 'utf8') });
    plan = draft.id;
    receiptOf(await rig.dondoc.plans.issue(issuer, plan, sending()));
    on = { plan, unit: await rig.unitId('HU-KIMBOI'), item: 'so-lieu-thang', period: '2022-M02' };
  });
  afterAll(async () => {
    await rig.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Moves the clock and waits until what is due has been delivered, or has failed for now. */
  async function advanceTo(ms: number): Promise<void> {
    await rig.advanceTo(ms);
    for (let left = 100; left > 0; left -= 1) {
      const { fresh } = await rig.db
        .selectFrom('deliveries')
        .select(({ fn }) => fn.countAll<number>().as('fresh'))
        .where('state', '=', 'waiting')
        .where('due_ms', '<=', ms)
        .where('last_error', 'is', null)
        .executeTakeFirstOrThrow();
      if (fresh === 0) return;
      await new Promise((resolveLater) => setTimeout(resolveLater, 50));
    }
  }

  /** Letters that a person's address was sent on a day, by the clock of the sending. */
  const sentTo = (person: string, day: string) => sends.filter(({ to, atMs }) => to === `${person}@example.vn` && dayOfMs(atMs) === day);
  const textOf = async (id: string) =>
    readMail(await readFile(join(folder, `${id}@tinhuy.example.eml`), 'latin1')).parts.get('text/plain')!;

  it('one digest at 08:00 tells each person of what is due; who has delivered is told nothing', async () => {
    const clerk = await rig.as('clerk-hu-kimboi');
    await advanceTo(at('2022-02-17'));
    receiptOf(await rig.dondoc.duties.receive(clerk, plan, 'HU-KIMBOI', sending()));
    await advanceTo(at('2022-02-18'));
    expect(sentTo('clerk-hu-kimboi', '2022-02-15')).toHaveLength(1);
    expect(sentTo('clerk-hu-kimboi', '2022-02-18')).toEqual([]);
    const reminded = sentTo('clerk-hu-lacson', '2022-02-18');
    expect(reminded.map(({ id, atMs }) => [id.slice(0, 17), Math.floor((atMs - atHourMs('2022-02-18', 8)) / MINUTE)])).toEqual([
      ['digest.2022-02-18', 1],
    ]);
    expect(await textOf(reminded[0]!.id)).toContain('77-KH/TU');
  });

  it('a report handed in before 08:00 stops its reminder, and one between 08:00 and the leaving of the digest takes it out', async () => {
    const [kimboi, lacson] = [await rig.as('clerk-hu-kimboi'), await rig.as('clerk-hu-lacson')];
    await advanceTo(at('2022-03-07', 7));
    receiptOf(await rig.dondoc.reports.submit(kimboi, on, body, sending()));
    await advanceTo(at('2022-03-07', 8) + 20_000);
    receiptOf(await rig.dondoc.reports.submit(lacson, { ...on, unit: await rig.unitId('HU-LACSON') }, body, sending()));
    await advanceTo(at('2022-03-07'));

    expect(sentTo('clerk-hu-tanlac', '2022-03-07')).toHaveLength(1);
    expect(sentTo('clerk-hu-kimboi', '2022-03-07')).toEqual([]);
    expect(sentTo('clerk-hu-lacson', '2022-03-07')).toEqual([]);
    const rows = await rig.db
      .selectFrom('deliveries')
      .innerJoin('notices', 'notices.id', 'deliveries.notice_id')
      .select(['person_id', 'deliveries.state'])
      .where('kind', '=', 'reminded')
      .where('item', '=', on.item)
      .where('at_ms', '=', at('2022-03-07', 8))
      .execute();
    expect(rows.filter(({ person_id }) => person_id === 'clerk-hu-lacson')).toEqual([{ person_id: 'clerk-hu-lacson', state: 'dropped' }]);
    expect(rows.filter(({ person_id }) => person_id === 'clerk-hu-kimboi')).toEqual([]);
  });

  it('a return and an urging leave at once', async () => {
    const reviewer = await rig.as('issuer-tu');
    await advanceTo(at('2022-03-08', 10));
    receiptOf(await rig.dondoc.reports.giveBack(reviewer, on, { reason: 'Số CANARY chưa khớp' }, sending()));
    receiptOf(await rig.dondoc.duties.urge(reviewer, { ...on, unit: await rig.unitId('HU-TANLAC') }, 'CANARY gửi ngay', sending()));
    await advanceTo(at('2022-03-08', 10) + MINUTE);
    const urgent = sends.filter(({ id, atMs }) => !id.startsWith('digest.') && dayOfMs(atMs) === '2022-03-08');
    expect(urgent.map(({ to }) => to).sort()).toEqual(
      ['approver-hu-kimboi', 'clerk-hu-kimboi', 'clerk-hu-tanlac'].map((name) => `${name}@example.vn`),
    );
    for (const { id } of urgent) expect(await textOf(id)).not.toContain('CANARY');
  });

  it('a mail server that is away gets each letter once when it is back', async () => {
    const mark = sends.length;
    state = 'down';
    await advanceTo(at('2022-03-09', 9));
    expect(sends).toHaveLength(mark);
    state = 'up';
    await advanceTo(at('2022-03-09', 11));
    const late = sends.slice(mark);
    expect(late.length).toBeGreaterThan(10);
    expect(new Set(late.map(({ id }) => id)).size).toBe(late.length);
    expect(new Set(late.map(({ to }) => to)).size).toBe(late.length);
  });

  it('a letter whose answer was lost is sent again as the same letter, in one file', async () => {
    const before = new Set(await readdir(folder));
    const mark = sends.length;
    const reviewer = await rig.as('issuer-tu');
    state = 'dies';
    receiptOf(await rig.dondoc.duties.urge(reviewer, { ...on, unit: await rig.unitId('HU-CAOPHONG') }, 'Gửi ngay', sending()));
    await advanceTo(at('2022-03-09', 11) + 2_000);
    state = 'up';
    await advanceTo(at('2022-03-09', 12));
    const ids = sends.slice(mark).map(({ id }) => id);
    expect([ids.length >= 2, new Set(ids).size]).toEqual([true, 1]);
    expect((await readdir(folder)).filter((name) => !before.has(name))).toHaveLength(1);
  });

  it('nobody has two digests on a day, every notice stands once, and nothing is left that was due', async () => {
    await advanceTo(at('2022-03-21'));
    const digests = sends.filter(({ id }) => id.startsWith('digest.')).map(({ to, id }) => `${to} ${id.slice(7, 17)}`);
    expect(new Set(digests).size).toBe(digests.length);
    const now = await rig.clock.nowMs();
    const waiting = await rig.db.selectFrom('deliveries').select('id').where('state', '=', 'waiting').where('due_ms', '<=', now).execute();
    expect(waiting).toEqual([]);
    const failed = await rig.db.selectFrom('deliveries').select('last_error').where('state', '=', 'failed').execute();
    expect(failed).toEqual([]);
    const history = await rig.env.client.workflow.getHandle(NOTIFY_WORKFLOW_ID).fetchHistory();
    // What it costs does not grow with what is told: five weeks are some fifty runs, whatever they send.
    const runs = (history.events ?? []).filter(({ activityTaskScheduledEventAttributes: scheduled }) => scheduled);
    expect(runs.length).toBeLessThan(70);
    await Worker.runReplayHistory(
      { workflowsPath: resolve('workflows/index.ts'), dataConverter: { payloadCodecs: [deflateCodec] } },
      history,
      NOTIFY_WORKFLOW_ID,
    );
  });
});
