import { MailPermanentError, MailTransientError } from '../../notify/mail-error.js';
import { claimLetter, dueDeliveries } from '../../store/deliveries.js';
import { digestMs, type MailRoom, openMailRoom, reminder, toB, urged } from './mail-room.js';

let room: MailRoom;
beforeAll(async () => {
  room = await openMailRoom();
});
beforeEach(() => room.empty());
afterAll(() => room.close());

const away = () => {
  throw new MailTransientError('MAIL_SERVER', 'ECONNECTION CONN');
};

describe('a letter whose fate nobody knows', () => {
  const crash = () => {
    throw new Error('the worker died here');
  };

  test('is sent again as the same letter, though its duty was done meanwhile', async () => {
    room.mailer.lose = crash;
    await room.record(reminder(-7));
    expect(await room.deliver()).toEqual({ failing: true });
    await room.submit();
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
    await room.record(reminder(-7), urged(room.nowMs));
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
    await room.record(reminder(-7), urged(room.nowMs));
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
    await room.submit();
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
  room.record(...Array.from({ length: count }, (_, n) => urged(room.nowMs, { occurrence: `urge:${n}`, atMs: room.nowMs - count + n })));

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
