import { MockActivityEnvironment } from '@temporalio/testing';
import { createNotifyActivities } from '../../activities/notify-activities.js';
import { addDays, atHourMs, type Day, dayOfMs, endOfDayMs } from '../../domain/day.js';
import { DIGEST_SETTLE_MS } from '../../domain/digest.js';
import type { Notice } from '../../domain/notice.js';
import { messageIdOf } from '../../notify/message.js';
import type { Mailer, Sent } from '../../notify/mailer.js';
import { type Db, openPglite } from '../../store/database.js';
import { outerClock } from '../../store/clock.js';
import { migrate } from '../../store/migrate.js';
import { insertNotices } from '../../store/notices.js';
import { aNotice } from '../builders/notice.js';

const PLAN = 'plan00000001';
const DUE_DAY: Day = '2026-11-20';
/** When the digest of a day leaves. */
export const digestMs = (day: Day): number => atHourMs(day, 8) + DIGEST_SETTLE_MS;

type Delivery = Parameters<Mailer['send']>[0];

/** A mailer that keeps what it is handed; `refuse` may throw instead of taking it, `lose` throws after it was taken. */
export class FakeMailer implements Mailer {
  readonly taken: Delivery[] = [];
  asked = 0;
  refuse: (delivery: Delivery) => void = () => {};
  lose: (delivery: Delivery) => void = () => {};

  async send(delivery: Delivery): Promise<Sent> {
    this.asked += 1;
    this.refuse(delivery);
    this.taken.push(delivery);
    this.lose(delivery);
    return { messageId: this.messageIdOf(delivery.id), sha256: 'f'.repeat(64) };
  }

  messageIdOf(id: string): string {
    return messageIdOf(id, 'don-doc@tinhuy.example');
  }

  /** Letters by address, in order. */
  to(address: string): Delivery[] {
    return this.taken.filter(({ to }) => to === address);
  }
}

/** The records of a small province in memory, its clock, its mailer and the activities that deliver. */
export interface MailRoom {
  db: Db;
  mailer: FakeMailer;
  nowMs: number;
  deliver(): Promise<{ waitMs?: number; failing: boolean }>;
  redeliver(): Promise<void>;
  /** Records notices, as the relay does, at their rule time. */
  record(...notices: Partial<Notice>[]): Promise<boolean>;
  /** Deliveries as they stand, by id of their notice. */
  rows(): Promise<
    {
      person: string;
      state: string;
      attempts: number;
      error: string | null;
      messageId: string | null;
      sha256: string | null;
      dueMs: number;
    }[]
  >;
  /** Body A hands in its report. */
  submit(): Promise<void>;
  empty(): Promise<void>;
  close(): Promise<void>;
}

export async function openMailRoom(): Promise<MailRoom> {
  const { db } = await openPglite();
  await migrate(db);
  await fill(db);
  const clock = outerClock(async () => room.nowMs);
  const log = { info: () => {}, warn: () => {} };
  const activities = () => createNotifyActivities({ db, clock, mailer: room.mailer, baseUrl: 'https://dondoc.example', log });
  const room: MailRoom = {
    db,
    mailer: new FakeMailer(),
    nowMs: digestMs('2026-11-13'),
    deliver: () => new MockActivityEnvironment().run(activities().deliver),
    redeliver: () => new MockActivityEnvironment().run(activities().redeliver),
    record: (...notices) =>
      db.transaction().execute((trx) =>
        insertNotices(
          trx,
          notices.map((changes) => {
            const notice = aNotice(changes);
            const dueMs = notice.urgency === 'now' ? notice.atMs : digestMs(dayOfMs(notice.atMs));
            return { notice, dueMs, contentHash: null };
          }),
          room.nowMs,
        ),
      ),
    async rows() {
      const found = await db.selectFrom('deliveries').selectAll().orderBy('notice_id').orderBy('person_id').execute();
      return found.map(({ person_id: person, state, attempts, last_error: error, message_id: messageId, sha256, due_ms: dueMs }) => ({
        person,
        state,
        attempts,
        error,
        messageId,
        sha256,
        dueMs,
      }));
    },
    async submit() {
      await db.updateTable('duties').set({ done_ms: room.nowMs, review: 'submitted', version: 1 }).where('unit_id', '=', 'unitA').execute();
    },
    async empty() {
      for (const table of ['deliveries', 'notices', 'duties'] as const) await db.deleteFrom(table).execute();
      await db.updateTable('persons').set({ disabled: false }).execute();
      await db.updateTable('grants').set({ valid_to: null }).execute();
      await db.updateTable('plans').set({ status: 'inForce', ended_ms: null }).execute();
      room.mailer = new FakeMailer();
      room.nowMs = digestMs('2026-11-13');
      await owe(db);
    },
    close: () => db.destroy(),
  };
  return room;
}

/** Bodies A and B beneath the issuer, each with a clerk: A's reads Vietnamese, B's English. */
async function fill(db: Db): Promise<void> {
  const units = ['issuer', 'unitA', 'unitB'].map((unit_id) => ({ unit_id, parent_id: unit_id === 'issuer' ? null : 'issuer' }));
  for (const { unit_id, parent_id } of units)
    await db
      .insertInto('unit_versions')
      .values({
        unit_id,
        parent_id,
        valid_from: '2020-01-01',
        valid_to: null,
        code: `DU-${unit_id.toUpperCase()}`,
        name: `Đảng ủy ${unit_id}`,
        name_fold: '',
        kind: 'partyCommittee',
        level: 1,
      })
      .execute();
  await db
    .insertInto('plans')
    .values({
      id: PLAN,
      issuer_id: 'issuer',
      type: 'plan',
      symbol: '132-KH/TU',
      subject: 'CANARY subject',
      status: 'inForce',
      file_hash: Buffer.alloc(0),
      created_ms: 0,
    })
    .execute();
  await db
    .insertInto('plan_items')
    .values({ plan_id: PLAN, item: 'annual', kind: 'report', clause: 'III.2', title: 'CANARY title' })
    .execute();
  const people = [
    ['clerk-a', 'unitA', 'clerk', 'vi'],
    ['clerk-b', 'unitB', 'clerk', 'en'],
    ['leader', 'issuer', 'leader', 'vi'],
  ] as const;
  for (const [id, unit, role, language] of people) {
    await db
      .insertInto('persons')
      .values({ id, name: 'CANARY name', email: `${id}@dv.example`, language, created_ms: 0 })
      .execute();
    await db
      .insertInto('grants')
      .values({ id: `grant-${id}`, person_id: id, role, unit_id: unit, valid_from: '2020-01-01', valid_to: null })
      .execute();
  }
  await owe(db);
}

async function owe(db: Db): Promise<void> {
  for (const unit_id of ['unitA', 'unitB'])
    await db
      .insertInto('duties')
      .values({ plan_id: PLAN, unit_id, item: 'annual', period: '2026', kind: 'report', opens_ms: 0, due_ms: endOfDayMs(DUE_DAY) })
      .execute();
}

/** A reminder so many days before the due day, recorded at its hour. */
export function reminder(n: number, changes: Partial<Notice> = {}): Partial<Notice> {
  const day = addDays(DUE_DAY, n);
  return { occurrence: `remind:${n}@${day}`, data: { n, dueMs: endOfDayMs(DUE_DAY) }, atMs: atHourMs(day, 8), ...changes };
}

/** An urging by people, which leaves at once. */
export function urged(atMs: number, changes: Partial<Notice> = {}): Partial<Notice> {
  const data = { n: 1, manual: 1, dueMs: endOfDayMs(DUE_DAY) };
  return { kind: 'urged', urgency: 'now', tier: 'nearDue', occurrence: `urge:1@${atMs}`, data, atMs, ...changes };
}

/** What makes a notice one to body B. */
export const toB = { unit: 'unitB', body: 'unitB' };
