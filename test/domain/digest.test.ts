import fc from 'fast-check';
import { DIGEST_SETTLE_MS, digestClosesMs, digestDay, groupDigest, narrowed, nextDigestMs, stillStands } from '../../domain/digest.js';
import { addDays, atHourMs, dayOfMs, endOfDayMs, startOfDayMs } from '../../domain/day.js';
import type { Duty } from '../../domain/duty.js';
import type { Notice, NoticeKind } from '../../domain/notice.js';
import { aNotice, DUE_MS } from '../builders/notice.js';

const eight = atHourMs('2026-11-19', 8);

describe('the day of a digest', () => {
  test('points of 08:00 go into the digest of the same day, which leaves when they have fired', () => {
    expect(digestClosesMs('2026-11-19')).toBe(eight);
    expect(nextDigestMs(eight)).toBe(eight + DIGEST_SETTLE_MS);
    expect(nextDigestMs(startOfDayMs('2026-11-19'))).toBe(eight + DIGEST_SETTLE_MS);
    expect(DIGEST_SETTLE_MS).toBe(60_000);
  });

  test('after it has left, the next is tomorrow', () => {
    expect(nextDigestMs(eight + DIGEST_SETTLE_MS)).toBe(atHourMs('2026-11-20', 8) + DIGEST_SETTLE_MS);
    expect(digestDay(eight + DIGEST_SETTLE_MS)).toBe('2026-11-19');
    expect(digestDay(eight + DIGEST_SETTLE_MS - 1)).toBe('2026-11-18');
    expect(digestDay(endOfDayMs('2026-11-19'))).toBe('2026-11-19');
  });

  test('the next digest is always ahead, at most a day, and is the digest of its own day', () => {
    fc.assert(
      fc.property(fc.integer({ min: atHourMs('2020-01-01', 0), max: atHourMs('2031-01-01', 0) }), (nowMs) => {
        const nextMs = nextDigestMs(nowMs);
        expect(nextMs).toBeGreaterThan(nowMs);
        expect(nextMs - nowMs).toBeLessThanOrEqual(86_400_000);
        expect(digestDay(nextMs)).toBe(dayOfMs(nextMs));
        expect(digestDay(nextMs)).toBe(addDays(digestDay(nowMs), 1));
      }),
    );
  });
});

describe('groupDigest', () => {
  test('one line per item and period, with all its units', () => {
    const submitted = (unit: string, atMs: number) =>
      aNotice({
        kind: 'submitted',
        unit,
        body: 'issuer',
        role: 'reviewer',
        tier: undefined,
        data: { version: 1 },
        occurrence: 'submit:1',
        atMs,
      });
    const [group] = groupDigest([submitted('unitB', 2), submitted('unitA', 1), submitted('unitB', 3)]);
    expect(group!.plan).toBe('plan00000001');
    expect(group!.lines).toHaveLength(1);
    expect(group!.lines[0]).toMatchObject({ kind: 'submitted', units: ['unitA', 'unitB'], notice: { atMs: 3 } });
    expect(group!.lines[0]!.notices).toHaveLength(3);
  });

  test('collective lists join their units', () => {
    const list = (units: string[], part: string) =>
      aNotice({ kind: 'fellDue', unit: undefined, units, body: 'issuer', role: 'superior', tier: 'overdue', occurrence: `due${part}` });
    expect(groupDigest([list(['a', 'b'], ''), list(['b', 'c'], '#2')])[0]!.lines[0]!.units).toEqual(['a', 'b', 'c']);
  });

  test('what is overdue stands first, then behind, near due, the rest; within a tier the earlier due day', () => {
    const notices = [
      aNotice({ kind: 'accepted', tier: undefined, item: 'i1', data: { version: 1 } }),
      aNotice({ tier: 'nearDue', item: 'i2', data: { n: -7, dueMs: DUE_MS } }),
      aNotice({ tier: 'nearDue', item: 'i3', data: { n: -1, dueMs: DUE_MS - 6 * 86_400_000 } }),
      aNotice({ kind: 'wentStale', tier: 'behind', item: 'i4', data: {} }),
      aNotice({ kind: 'urged', tier: 'overdue', item: 'i5', data: { n: 5 } }),
    ];
    expect(groupDigest(notices)[0]!.lines.map((line) => line.notice.item)).toEqual(['i5', 'i4', 'i3', 'i2', 'i1']);
  });

  test('lines as pressing as each other stand by kind', () => {
    const of = (kind: NoticeKind) => aNotice({ kind, tier: undefined, data: {} });
    const kinds = (notices: Notice[]) => groupDigest(notices)[0]!.lines.map((line) => line.kind);
    expect(kinds([of('accepted'), of('submitted')])).toEqual(['submitted', 'accepted']);
    expect(groupDigest([aNotice({ unit: undefined })])[0]!.lines[0]!.units).toEqual([]);
  });

  test('plans stand by their most pressing line', () => {
    const groups = groupDigest([aNotice({ plan: 'p1' }), aNotice({ plan: 'p2', tier: 'overdue' }), aNotice({ plan: 'p0' })]);
    expect(groups.map(({ plan }) => plan)).toEqual(['p2', 'p0', 'p1']);
    expect(groupDigest([])).toEqual([]);
  });

  test('roles, repairs and urging by people stay lines of their own', () => {
    const kinds = [
      aNotice({ role: 'holder' }),
      aNotice({ role: 'superior' }),
      aNotice({ data: { n: 1, repair: 1 } }),
      aNotice({ data: { n: 1, manual: 1 } }),
      aNotice({ plan: 'plan00000001', period: '2027' }),
    ];
    expect(groupDigest(kinds)[0]!.lines).toHaveLength(5);
  });

  test('no notice is lost, and the order it came in does not matter', () => {
    const one = fc.record({
      plan: fc.constantFrom('p1', 'p2'),
      item: fc.constantFrom('i1', 'i2'),
      unit: fc.constantFrom('u1', 'u2', 'u3'),
      tier: fc.constantFrom('nearDue' as const, 'behind' as const, 'overdue' as const),
      atMs: fc.nat(1000),
    });
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: ({ atMs }) => atMs }), (fields) => {
        const notices = fields.map((field) => aNotice({ ...field, body: field.unit }));
        const groups = groupDigest(notices);
        expect(groups.flatMap(({ lines }) => lines.flatMap((line) => line.notices))).toHaveLength(notices.length);
        expect(groupDigest([...notices].reverse())).toEqual(groups);
      }),
    );
  });
});

const nowMs = DUE_MS + 1;
const open: Duty = { kind: 'report', opensMs: 0, dueMs: DUE_MS };
const done: Duty = { ...open, doneMs: DUE_MS, review: 'submitted' };
const returned: Duty = { ...done, review: 'returned', repairDueMs: DUE_MS + 5 };
const target: Duty = { kind: 'target', opensMs: 0, dueMs: DUE_MS };
const standing: Duty = { kind: 'standing', opensMs: 0 };

describe('stillStands', () => {
  const LADDER: NoticeKind[] = ['reminded', 'urged', 'toHead', 'toStandingCommittee', 'proposedForReview', 'fellDue'];
  test.each(LADDER)('%s is stopped by submission, exemption, cancellation and suspension', (kind) => {
    const notice = aNotice({ kind });
    expect(stillStands(notice, open, DUE_MS)).toBe(true);
    expect(stillStands(notice, open, nowMs)).toBe(true);
    expect(stillStands(notice, done, nowMs)).toBe(false);
    expect(stillStands(notice, { ...done, late: true }, nowMs)).toBe(false);
    expect(stillStands(notice, { ...open, exempt: true }, nowMs)).toBe(false);
    expect(stillStands(notice, { ...open, cancelled: true }, nowMs)).toBe(false);
    expect(stillStands(notice, { ...open, endedMs: nowMs }, nowMs)).toBe(false);
    expect(stillStands(notice, { ...open, waits: true }, nowMs)).toBe(false);
    expect(stillStands(notice, { ...open, suspendedMs: nowMs }, nowMs)).toBe(false);
  });

  test.each(LADDER)('%s of a repair stands while the report is returned, and only then', (kind) => {
    const repair = aNotice({ kind, data: { n: 5, repair: 1 } });
    expect(stillStands(repair, returned, nowMs)).toBe(true);
    expect(stillStands(repair, { ...done, review: 'resubmitted' }, nowMs)).toBe(false);
    expect(stillStands(repair, open, nowMs)).toBe(false);
    expect(stillStands(aNotice({ kind }), returned, nowMs)).toBe(false);
  });

  test('urging by people stands for an open duty and for a returned report', () => {
    const urging = aNotice({ kind: 'urged', data: { n: 1, manual: 1 } });
    expect(stillStands(urging, open, nowMs)).toBe(true);
    expect(stillStands(urging, returned, nowMs)).toBe(true);
    expect(stillStands(urging, done, nowMs)).toBe(false);
  });

  test('the ladder of a standing task stands while it is stale', () => {
    for (const kind of ['reminded', 'urged', 'wentStale'] as const) {
      expect(stillStands(aNotice({ kind }), { ...standing, staleMs: 1 }, nowMs)).toBe(true);
      expect(stillStands(aNotice({ kind }), standing, nowMs)).toBe(false);
      expect(stillStands(aNotice({ kind }), { ...standing, staleMs: 1, suspendedMs: 2 }, nowMs)).toBe(false);
    }
  });

  const OTHERS: [NoticeKind, Duty, boolean][] = [
    ['behindPace', target, true],
    ['behindPace', { ...target, doneMs: 1 }, false],
    ['woken', open, true],
    ['woken', done, false],
    ['returned', returned, true],
    ['returned', { ...done, review: 'resubmitted' }, false],
    ['returned', { ...returned, cancelled: true }, false],
    ['returned', { ...returned, endedMs: nowMs }, false],
    ['submitted', done, true],
    ['submitted', returned, false],
    ['submitted', { ...done, endedMs: nowMs }, false],
    ['submitted', { ...done, review: 'accepted' }, false],
    ['resubmitted', { ...done, review: 'resubmitted' }, true],
    ['resubmitted', done, false],
    ['accepted', { ...done, review: 'accepted' }, true],
    ['reviewDecided', done, true],
    ['consolidated', done, true],
    ['differenceNoted', done, true],
  ];
  test.each(OTHERS)('%s of %j stands: %s', (kind, duty, expected) => {
    expect(stillStands(aNotice({ kind }), duty, nowMs)).toBe(expected);
  });

  test('what is told of a plan as a whole always stands', () => {
    for (const kind of ['issued', 'suspended', 'resumed', 'revoked', 'concluded'] as const)
      expect(stillStands(aNotice({ kind }), done, nowMs)).toBe(true);
  });
});

describe('narrowed', () => {
  const duties: Record<string, Duty> = { a: open, b: done, c: open };
  const list: Notice = aNotice({
    kind: 'fellDue',
    unit: undefined,
    units: ['a', 'b', 'c'],
    body: 'up',
    role: 'superior',
    data: { count: 3 },
  });

  test('a collective list keeps the units that still miss something', () => {
    expect(narrowed(list, (unit) => duties[unit], nowMs)).toEqual({ ...list, units: ['a', 'c'], data: { count: 2 } });
    expect(narrowed(list, () => done, nowMs)).toBeUndefined();
  });

  test('a notice of one duty stands or falls with it', () => {
    expect(narrowed(aNotice({ unit: 'a' }), (unit) => duties[unit], nowMs)).toEqual(aNotice({ unit: 'a' }));
    expect(narrowed(aNotice({ unit: 'b' }), (unit) => duties[unit], nowMs)).toBeUndefined();
  });

  test('what is of no duty always stands', () => {
    const issued = aNotice({ kind: 'issued', item: undefined, period: undefined });
    const consolidated = aNotice({ kind: 'consolidated', unit: undefined });
    expect(narrowed(issued, () => done, nowMs)).toBe(issued);
    expect(narrowed(consolidated, () => done, nowMs)).toBe(consolidated);
    expect(narrowed(aNotice(), () => undefined, nowMs)).toEqual(aNotice());
    expect(narrowed({ ...issued, kind: 'reminded' }, () => done, nowMs)).toBeDefined();
    expect(narrowed({ ...consolidated, kind: 'reminded' }, () => done, nowMs)).toBeDefined();
  });
});
