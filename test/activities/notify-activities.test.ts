import { digestMs, type MailRoom, openMailRoom, reminder, toB, urged } from './mail-room.js';

let room: MailRoom;
beforeAll(async () => {
  room = await openMailRoom();
});
beforeEach(() => room.empty());
afterAll(() => room.close());

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
    await room.record(urged(room.nowMs), urged(room.nowMs, toB));
    expect(await room.deliver()).toEqual({ failing: false });
    const letters = room.mailer.taken.map(({ to, letter, atMs }) => [to, letter.language, atMs]);
    expect(letters.sort(([a], [b]) => (a! < b! ? -1 : 1))).toEqual([
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
    await room.record(reminder(-7), urged(room.nowMs), {
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
    await room.submit();
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
    await room.submit();
    await room.deliver();
    const [letter] = room.mailer.to('leader@dv.example');
    expect(letter!.letter.text).toContain('DU-UNITB');
    expect(letter!.letter.text).not.toContain('DU-UNITA');
  });

  test.each([
    ['of a plan that has ended', () => room.db.updateTable('plans').set({ status: 'concluded', ended_ms: 1 }).execute()],
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
