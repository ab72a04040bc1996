import { Cli } from '../../cli/cli.js';
import { type Doctor, doctorText, isWell } from '../../cli/show/doctor.js';
import { Terminal } from '../../cli/terminal.js';

const silent = { write: () => true };
const cli = new Cli(new Terminal(false, silent, silent, {}), 'en', {}, {});
const NOW = 1_795_506_539_333;
const HOUR = 3_600_000;

function found(records: Partial<NonNullable<Doctor['records']>> = {}, more: Partial<Doctor> = {}): Doctor {
  return {
    database: 'PGlite',
    migration: { applied: 3, known: 3 },
    records: {
      nowMs: NOW,
      migration: { applied: 3, known: 3 },
      lanes: [
        { lane: 'house', state: 'open', events: 4 },
        { lane: 'plan:a', state: 'open', events: 2, nextDueMs: NOW + HOUR, armed: true },
      ],
      undecided: [],
      quarantined: [],
      deliveries: { failed: 0, failing: 0, items: [] },
      calendar: { lastOfficialYear: 2026 },
      ...records,
    },
    ...more,
  };
}

describe('doctor', () => {
  it('finds an installation well', () => {
    expect(isWell(found())).toBe(true);
    const text = doctorText(cli, found());
    expect(text).toContain('Temporal holds timers for 1 lanes; the next fires at 2026-11-24');
    expect(text).toContain('All is well.');
    expect(text).not.toMatch(/[!✗]/);
  });

  it.each<[string, Doctor, string]>([
    [
      'a stopped lane',
      found({ lanes: [{ lane: 'plan:a', state: 'stopped', reason: 'DRIFT', events: 2 }] }),
      '✗ The lane plan:a is stopped: DRIFT',
    ],
    [
      'a lane whose timer did not fire',
      found({ lanes: [{ lane: 'plan:a', state: 'open', events: 2, nextDueMs: NOW - 2 * HOUR, armed: false }] }),
      '✗ The lane plan:a is 2 hours behind its next due point',
    ],
    [
      'a lane that Temporal does not know',
      found({ lanes: [{ lane: 'plan:a', state: 'open', events: 2, nextDueMs: NOW + HOUR, armed: false, timer: 'noWorkflow' }] }),
      'no timer is set for its point at',
    ],
    [
      'commands that wait too long',
      found({ undecided: [{ lane: 'plan:a', count: 3, oldestMs: NOW - 5 * 60_000 }] }),
      '✗ 3 commands without a decision in plan:a, the oldest for 5 minutes',
    ],
    [
      'a database behind the program',
      found({}, { migration: { applied: 2, known: 3 } }),
      '✗ The database is at migration 2, this program needs 3: run dondoc migrate',
    ],
    [
      'a database ahead of the program',
      found({}, { migration: { applied: 4, known: 3 } }),
      '✗ The database is at migration 4, newer than this program (3)',
    ],
    ['Temporal away', found({}, { temporal: { address: 'host:7233', ok: false } }), '✗ Temporal does not answer (host:7233)'],
  ])('finds %s, and says so', (_what, doctor, said) => {
    expect(isWell(doctor)).toBe(false);
    expect(doctorText(cli, doctor)).toContain(said);
    expect(doctorText(cli, doctor)).toContain('Something needs attention');
  });

  it.each<[string, Doctor, string]>([
    ['a command that was just lodged', found({ undecided: [{ lane: 'plan:a', count: 1, oldestMs: NOW - 1000 }] }), '! 1 commands'],
    [
      'mail that does not go out',
      found({ deliveries: { failed: 1, failing: 2, error: 'ECONNREFUSED', items: [] } }),
      '! Deliveries: 1 given up, 2 tried again (ECONNREFUSED)',
    ],
    ['no official calendar', found({ calendar: {} }), '! There is no official working calendar'],
  ])('warns of %s, which is no illness', (_what, doctor, said) => {
    expect(isWell(doctor)).toBe(true);
    expect(doctorText(cli, doctor)).toContain(said);
  });
});
