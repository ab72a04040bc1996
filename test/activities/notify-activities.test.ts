import { endOfDayMs } from '../../domain/day.js';
import type { Notice } from '../../domain/notice.js';
import { MailPermanentError, MailTransientError } from '../../notify/mail-error.js';
import { claimLetter, dueDeliveries } from '../../store/deliveries.js';
import { digestMs, DUE_DAY, type MailRoom, openMailRoom, reminder } from './mail-room.js';

let room: MailRoom;
beforeAll(async () => {
  room = await openMailRoom();
});
beforeEach(() => room.empty());
afterAll(() => room.close());

const toB = { unit: 'unitB', body: 'unitB' };
const urged = (changes: Partial<Notice> = {}): Partial<Notice> => ({
  kind: 'urged',
  urgency: 'now',
  tier: 'nearDue',
  occurrence: `urge:1@${room.nowMs}`,
  data: { n: 1, manual: 1, dueMs: endOfDayMs(DUE_DAY) },
  atMs: room.nowMs,
  ...changes,
});
const away = () => {
  throw new MailTransientError('MAIL_SERVER', 'ECONNECTION CONN');
};
const submitted = (unit = 'unitA') =>
  room.db.updateTable('duties').set({ done_ms: room.nowMs, review: 'submitted', version: 1 }).where('unit_id', '=', unit).execute();

describe('a delivery', () => {
  test('of a digest waits for its hour, and says how long', async () => {
    room.nowMs = digestMs('2026-11-13') - 90_000;
    await room.record(reminder(-7));
    expect(await room.deliver()).toEqual({ waitMs: 90_000, failing: false });
    expect(room.mailer.asked).toBe(0);
    room.nowMs += 90_000;
    expect(await room.deliver()).toEqual({ failing: false });
    expect(room.mailer.taken.map(({ to }) => to)).toEqual(['clerk-a@dv.example']);
  });

  test('puts all that is due for a person into one letter, and notes it for each notice', async () => {
    await room.record(reminder(-7), {
      kind: 'accepted',
      occurrence: 'accept:1',
      tier: undefined,
      data: { version: 1 },
      period: '2025',
      atMs: room.nowMs - 3_600_000,
    });
    await room.deliver();
    expect(room.mailer.taken).toHaveLength(1);
    const { letter, id } = room.mailer.taken[0]!;
    expect(letter.text.match(/^- /gm)).toHaveLength(2);
    expect(id).toMatch(/^digest\.2026-11-13\.[0-9a-f-]{36}$/);
    const messageId = room.mailer.messageIdOf(id);
    const row = { person: 'clerk-a', state: 'sent', attempts: 1, error: null, messageId, sha256: 'f'.repeat(64) };
    expect(await room.rows()).toEqual([expect.objectContaining(row), expect.objectContaining(row)]);
    const log = await room.db.selectFrom('deliveries').select(['language', 'template_version', 'sent_ms']).execute();
    expect(log).toEqual(Array(2).fill({ language: 'vi', template_version: '1', sent_ms: room.nowMs }));
  });

  test('of what is urgent leaves at once, each as its own letter in the language of its reader', async () => {
    room.nowMs += 3_600_000;
    await room.record(urged(), urged(toB));
    expect(await room.deliver()).toEqual({ failing: false });
    const letters = room.mailer.taken.map(({ to, letter, atMs }) => [to, letter.language, atMs]);
    expect(letters.sort()).toEqual([
      ['clerk-a@dv.example', 'vi', room.nowMs],
      ['clerk-b@dv.example', 'en', room.nowMs],
    ]);
  });

  test('is for people with a fitting role on that day alone, and makes one row however often it is recorded', async () => {
    await room.db.updateTable('grants').set({ valid_to: '2026-11-12' }).where('person_id', '=', 'clerk-b').execute();
    expect(await room.record(reminder(-7), reminder(-7, toB), reminder(-7, { role: 'head' }))).toBe(true);
    expect(await room.record(reminder(-7), reminder(-7, toB))).toBe(false);
    expect((await room.rows()).map(({ person }) => person)).toEqual(['clerk-a']);
    expect(await room.db.selectFrom('notices').select('body').execute()).toHaveLength(2);
  });

  test('says counts, numbers, clauses and codes, never a title, a subject or a name', async () => {
    await room.record(reminder(-7), urged(), {
      kind: 'fellDue',
      role: 'issuer',
      body: 'issuer',
      unit: undefined,
      units: ['unitA', 'unitB'],
      occurrence: 'due',
      data: { count: 2 },
    });
    await room.deliver();
    const words = room.mailer.taken.map(({ letter }) => letter.subject + letter.text + letter.html).join('\n');
    expect(room.mailer.taken).toHaveLength(3);
    expect(words).toContain('132-KH/TU');
    expect(words).toContain('III.2');
    expect(words).toContain('DU-UNITA');
    expect(words).not.toContain('CANARY');
    expect(words).not.toContain('Đảng ủy');
  });
});

describe('what no longer stands', () => {
  test('a reminder whose report came in before the digest left is not mailed, and a digest left empty is not sent', async () => {
    await room.record(reminder(-7), reminder(-7, toB));
    await submitted();
    await room.deliver();
    expect(room.mailer.taken.map(({ to }) => to)).toEqual(['clerk-b@dv.example']);
    expect((await room.rows()).map(({ person, state }) => [person, state])).toEqual([
      ['clerk-a', 'dropped'],
      ['clerk-b', 'sent'],
    ]);
  });

  test('a list keeps the bodies that still owe something', async () => {
    await room.record({
      kind: 'fellDue',
      role: 'issuer',
      body: 'issuer',
      unit: undefined,
      units: ['unitA', 'unitB'],
      occurrence: 'due',
      data: { count: 2 },
    });
    await submitted();
    await room.deliver();
    const [letter] = room.mailer.to('leader@dv.example');
    expect(letter!.letter.text).toContain('DU-UNITB');
    expect(letter!.letter.text).not.toContain('DU-UNITA');
  });

  test.each([
    ['of a plan that has ended', () => room.db.updateTable('plans').set({ status: 'concluded' }).execute()],
    ['to a person who left', () => room.db.updateTable('persons').set({ disabled: true }).execute()],
    ['to a person who acts for the body no longer', () => room.db.updateTable('grants').set({ valid_to: '2026-11-12' }).execute()],
  ])('a reminder %s is dropped', async (_name, change) => {
    await room.record(reminder(-7));
    await change();
    expect(await room.deliver()).toEqual({ failing: false });
    expect([room.mailer.asked, (await room.rows())[0]!.state]).toEqual([0, 'dropped']);
  });
});

describe('one digest a day', () => {
  test('what is recorded late, after the digest has gone, waits for the next', async () => {
    await room.record(reminder(-7));
    await room.deliver();
    room.nowMs += 3_600_000;
    await room.record(reminder(-7, { kind: 'wentStale', occurrence: 'stale', item: 'other', data: {} }));
    expect(await room.deliver()).toEqual({ waitMs: digestMs('2026-11-14') - room.nowMs, failing: false });
    expect(room.mailer.taken).toHaveLength(1);
    room.nowMs = digestMs('2026-11-14');
    await room.deliver();
    expect(room.mailer.taken.map(({ id }) => id.slice(0, 17))).toEqual(['digest.2026-11-13', 'digest.2026-11-14']);
  });

  test('what is due within the minute goes with the digest that leaves now', async () => {
    await room.record(reminder(-7), reminder(-7, { occurrence: 'later', period: '2025', atMs: room.nowMs }));
    await room.db
      .updateTable('deliveries')
      .set({ due_ms: room.nowMs + 30_000 })
      .where('notice_id', '=', room.db.selectFrom('notices').select('id').where('occurrence', '=', 'later'))
      .execute();
    await room.deliver();
    expect(room.mailer.taken).toHaveLength(1);
    expect((await room.rows()).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });

  test('after days without mail there is one letter, not one for each day', async () => {
    await room.record(reminder(-7));
    room.nowMs = digestMs('2026-11-19');
    await room.record(reminder(-1));
    await room.deliver();
    expect(room.mailer.taken.map(({ id }) => id.slice(0, 17))).toEqual(['digest.2026-11-19']);
  });
});

describe('a letter whose fate nobody knows', () => {
  const crash = () => {
    throw new Error('the worker died here');
  };

  test('is sent again as the same letter, though its duty was done meanwhile', async () => {
    room.mailer.lose = crash;
    await room.record(reminder(-7));
    expect(await room.deliver()).toEqual({ failing: true });
    await submitted();
    // What came later waits for the next digest: this one is as it was.
    await room.record(reminder(-7, { kind: 'wentStale', occurrence: 'stale', item: 'other', data: {} }));
    room.nowMs += 40_000;
    room.mailer.lose = () => {};
    await room.redeliver();
    const [first, second] = room.mailer.taken;
    expect(second).toEqual(first);
    expect((await room.rows()).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['sent', 2],
      ['waiting', 0],
    ]);
  });

  test('keeps the name of its day on the next', async () => {
    room.mailer.lose = crash;
    await room.record(reminder(-7));
    await room.deliver();
    room.nowMs = digestMs('2026-11-14');
    room.mailer.lose = () => {};
    await room.redeliver();
    expect(new Set(room.mailer.taken.map(({ id }) => id)).size).toBe(1);
  });

  test('of a worker that died with it is taken up by the next delivery under the same Message-ID', async () => {
    await room.record(reminder(-7), urged());
    const due = await dueDeliveries(room.db, { nowMs: room.nowMs, today: '2026-11-13', graceMs: 0, failing: false, letters: 9 });
    const messageIds = ['digest.2026-11-13.of-then', 'urgent-then'].map((id) => room.mailer.messageIdOf(id));
    const [urgent, digest] = due;
    expect(await claimLetter(room.db, [digest!], { messageId: messageIds[0]!, failing: false })).toBe(true);
    expect(await claimLetter(room.db, [urgent!], { messageId: messageIds[1]!, failing: false })).toBe(true);
    await room.deliver();
    expect(room.mailer.taken.map(({ id }) => room.mailer.messageIdOf(id)).sort()).toEqual(messageIds);
    expect((await room.rows()).map(({ state, attempts }) => [state, attempts])).toEqual(Array(2).fill(['sent', 2]));
  });

  test('is claimed by one of two who saw it', async () => {
    await room.record(reminder(-7));
    const query = { nowMs: room.nowMs, today: '2026-11-13', graceMs: 0, failing: false, letters: 9 };
    const [one, two] = [await dueDeliveries(room.db, query), await dueDeliveries(room.db, query)];
    const as = { messageId: '<a@b>', failing: false };
    expect([await claimLetter(room.db, one, as), await claimLetter(room.db, two, as)]).toEqual([true, false]);
  });
});

describe('a mail server that is away', () => {
  test('keeps letters waiting, with the reason; they go out once when it is back', async () => {
    room.mailer.refuse = away;
    await room.record(reminder(-7), urged());
    expect(await room.deliver()).toEqual({ failing: true });
    expect((await room.rows()).map(({ state, attempts, error }) => [state, attempts, error])).toEqual(
      Array(2).fill(['waiting', 1, 'MAIL_SERVER: ECONNECTION CONN']),
    );
    // Fresh deliveries do not try them again: that is the retries' matter.
    expect(await room.deliver()).toEqual({ failing: true });
    expect(room.mailer.asked).toBe(2);
    await expect(room.redeliver()).rejects.toMatchObject({
      type: 'MAIL_FAILING',
      message: '2 deliveries wait, the last for: MAIL_SERVER: ECONNECTION CONN',
    });
    room.mailer.refuse = () => {};
    await room.redeliver();
    await room.redeliver();
    expect(await room.deliver()).toEqual({ failing: false });
    expect(room.mailer.taken).toHaveLength(2);
    expect((await room.rows()).map(({ state, attempts, error }) => [state, attempts, error])).toEqual(Array(2).fill(['sent', 3, null]));
  });

  test('lets a reminder rest that was answered meanwhile', async () => {
    room.mailer.refuse = away;
    await room.record(reminder(-7));
    await room.deliver();
    await submitted();
    await room.redeliver();
    expect([room.mailer.taken.length, (await room.rows())[0]!.state]).toEqual([0, 'dropped']);
  });

  test('has one digest of a person to take when it is back, of all days', async () => {
    room.mailer.refuse = away;
    await room.record(reminder(-7));
    await room.deliver();
    room.nowMs = digestMs('2026-11-19');
    await room.record(reminder(-1));
    expect(await room.deliver()).toEqual({ failing: true });
    room.mailer.refuse = () => {};
    await room.redeliver();
    expect(room.mailer.taken.map(({ id }) => id.slice(0, 17))).toEqual(['digest.2026-11-19']);
    expect((await room.rows()).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });
});

describe('a letter that fails for good', () => {
  test('is given up with its reason, and the others go out', async () => {
    room.mailer.refuse = ({ to }) => {
      if (to === 'clerk-a@dv.example') throw new MailPermanentError('MAIL_REFUSED', 'EENVELOPE RCPT TO 550');
    };
    await room.record(reminder(-7), reminder(-7, toB));
    expect(await room.deliver()).toEqual({ failing: false });
    expect((await room.rows()).map(({ person, state, error }) => [person, state, error])).toEqual([
      ['clerk-a', 'failed', 'MAIL_REFUSED: EENVELOPE RCPT TO 550'],
      ['clerk-b', 'sent', null],
    ]);
  });

  test.each([
    ['of a kind that a later release knows', { kind: 'ofTheNextRelease' }],
    ['that is spoilt', { data: { n: -7, dueMs: 9e15 } as unknown }],
  ])('because of a notice %s leaves the rest of its digest whole', async (_name, spoilt) => {
    await room.record(reminder(-7), reminder(-7, { occurrence: 'strange' }));
    await room.db.updateTable('notices').set(spoilt).where('occurrence', '=', 'strange').execute();
    expect(await room.deliver()).toEqual({ failing: false });
    expect((await room.rows()).map(({ state, error }) => [state, error?.slice(0, 8)])).toEqual([
      ['sent', undefined],
      ['failed', 'LETTER: '],
    ]);
  });

  test('because the address was taken away is noted', async () => {
    await room.record(reminder(-7));
    await room.db.updateTable('persons').set({ email: null }).where('id', '=', 'clerk-a').execute();
    await room.deliver();
    await room.db.updateTable('persons').set({ email: 'clerk-a@dv.example' }).where('id', '=', 'clerk-a').execute();
    expect((await room.rows()).map(({ state, error }) => [state, error])).toEqual([['failed', 'MAIL_ADDRESS: none']]);
  });
});

const many = (count: number) =>
  room.record(...Array.from({ length: count }, (_, n) => urged({ occurrence: `urge:${n}`, atMs: room.nowMs - count + n })));

test('a run takes up so many letters and says that more are due now; a full mailbox holds up none of them', async () => {
  room.mailer.refuse = () => {
    if (room.mailer.asked === 1) away();
  };
  await many(250);
  expect(await room.deliver()).toEqual({ waitMs: 0, failing: true });
  expect(room.mailer.taken).toHaveLength(199);
  expect(await room.deliver()).toEqual({ failing: true });
  await room.redeliver();
  expect(new Set(room.mailer.taken.map(({ id }) => id)).size).toBe(250);
  expect(new Set((await room.rows()).map(({ state }) => state))).toEqual(new Set(['sent']));
});

test('a server that refuses time and again is not asked for every letter, and all of them go out when it is back', async () => {
  room.mailer.refuse = away;
  await many(60);
  expect(await room.deliver()).toEqual({ failing: true });
  await expect(room.redeliver()).rejects.toMatchObject({ type: 'MAIL_FAILING' });
  expect(room.mailer.asked).toBeLessThan(30);
  room.mailer.refuse = () => {};
  await room.redeliver();
  expect(new Set(room.mailer.taken.map(({ id }) => id)).size).toBe(60);
});
