import { STATE_BYTES } from '../../domain/finding.js';
import type { operations } from '../../contract/http-api.js';
import type { AnswerOf } from '../api.js';
import type { Cli } from '../cli.js';
import { instantText, lengthParts } from '../instant.js';

/** How an installation does, from whichever side it was asked. */
export interface Doctor {
  /** Process that holds the data folder and was asked. */
  holder?: number;
  database: string;
  migration: { applied: number; known: number };
  /** Absent where the records are not up to date, so that they could not be read. */
  records?: AnswerOf<typeof operations.diagnosis.get>;
  temporal?: { address?: string; ok: boolean };
  /** What a comparison made now found. */
  comparison?: AnswerOf<typeof operations.diagnosis.compare>;
}

type Finding = [mark: 'good' | 'warning' | 'bad', text: string];

/** How long a command may wait before it is worth a word. */
const PATIENT_MS = 30_000;

/** Whether nothing found keeps the installation from doing its work. */
export function isWell(doctor: Doctor): boolean {
  const { migration, records, temporal, comparison } = doctor;
  const lanes = records?.lanes ?? [];
  const stuck = lanes.some(({ state, armed, stateBytes = 0 }) => state === 'stopped' || armed === false || stateBytes >= STATE_BYTES.alarm);
  const late = records?.undecided.some(({ oldestMs }) => records.nowMs - oldestMs > PATIENT_MS) ?? false;
  return migration.applied === migration.known && temporal?.ok !== false && !stuck && !late && !comparison?.findings.length;
}

/** The findings, a line each, with a mark that its words repeat. */
export function doctorText(cli: Cli, doctor: Doctor): string {
  const { terminal } = cli;
  const marks = { good: terminal.green('✓'), warning: terminal.yellow('!'), bad: terminal.red('✗') };
  const findings = [...baseOf(cli, doctor), ...recordsOf(cli, doctor.records), ...comparisonOf(cli, doctor)];
  const lines = findings.map(([mark, text]) => `${marks[mark]} ${text}`);
  return [...lines, '', cli.word(isWell(doctor) ? 'cli.doctor.well' : 'cli.doctor.ill')].join('\n');
}

function baseOf(cli: Cli, { holder, database, migration, temporal }: Doctor): Finding[] {
  const { applied, known } = migration;
  return [
    ...(holder === undefined ? [] : [['good', cli.word('cli.doctor.holder', { pid: holder })] as Finding]),
    ['good', holder === undefined ? cli.word('cli.doctor.database', { kind: database }) : cli.word('cli.doctor.databaseAnswers')],
    applied === known
      ? ['good', cli.word('cli.doctor.migrated', { applied })]
      : ['bad', cli.word(applied < known ? 'cli.doctor.behind' : 'cli.doctor.newer', { applied, known })],
    temporal === undefined
      ? ['good', cli.word('cli.doctor.temporalWithStart')]
      : [
          temporal.ok ? 'good' : 'bad',
          cli.word(temporal.ok ? 'cli.doctor.temporal' : 'cli.doctor.temporalDown', {
            address: temporal.address === undefined ? '' : ` (${temporal.address})`,
          }),
        ],
  ];
}

function recordsOf(cli: Cli, records: Doctor['records']): Finding[] {
  if (!records) return [];
  const { lanes, undecided, quarantined, deliveries, calendar, nowMs } = records;
  const count = (state: string) => lanes.filter((lane) => lane.state === state).length;
  const open = lanes.filter(({ nextDueMs }) => nextDueMs !== undefined);
  const next = open.toSorted((a, b) => a.nextDueMs! - b.nextDueMs!).find(({ armed }) => armed);
  const unasked = open.filter(({ armed }) => armed === undefined).length;
  return [
    ['good', cli.word('cli.doctor.lanes', { open: count('open'), closed: count('closed'), stopped: count('stopped') })],
    ...lanes
      .filter(({ state }) => state === 'stopped')
      .map(({ lane, reason = '' }): Finding => ['bad', cli.word('cli.doctor.stopped', { lane, reason })]),
    ...lanes
      .filter(({ stateBytes = 0 }) => stateBytes >= STATE_BYTES.warn)
      .map(({ lane, stateBytes = 0 }): Finding => {
        const mark = stateBytes >= STATE_BYTES.alarm ? 'bad' : 'warning';
        return [
          mark,
          cli.word('cli.doctor.stateLarge', { lane, kilobytes: Math.round(stateBytes / 1000), most: STATE_BYTES.alarm / 1000 }),
        ];
      }),
    ...undecided.map(({ lane, count: n, oldestMs }): Finding => {
      const age = ageText(cli, nowMs - oldestMs);
      return [nowMs - oldestMs > PATIENT_MS ? 'bad' : 'warning', cli.word('cli.doctor.undecided', { n, lane, age })];
    }),
    ...(undecided.length === 0 ? [['good', cli.word('cli.doctor.allDecided')] as Finding] : []),
    ...open
      .filter(({ armed }) => armed === false)
      .map(({ lane, nextDueMs, timer }): Finding => {
        if (nextDueMs! <= nowMs) return ['bad', cli.word('cli.doctor.notArmed', { lane, age: ageText(cli, nowMs - nextDueMs!) })];
        const why = cli.word(timer === 'noWorkflow' || timer === 'silent' ? `cli.doctor.timer.${timer}` : 'cli.doctor.timer.none');
        return ['bad', cli.word('cli.doctor.noTimer', { lane, at: instantText(nextDueMs!, cli.language), why })];
      }),
    ...(next
      ? [
          [
            'good',
            cli.word('cli.doctor.armed', {
              n: open.filter(({ armed }) => armed).length,
              at: instantText(next.nextDueMs!, cli.language),
              lane: next.lane,
            }),
          ] as Finding,
        ]
      : []),
    ...(unasked === 0 ? [] : [['warning', cli.word('cli.doctor.unasked', { n: unasked })] as Finding]),
    ...quarantined.map(({ lane, type, command, reason }): Finding => [
      'warning',
      cli.word('cli.doctor.quarantined', { lane, type, command, reason }),
    ]),
    deliveriesOf(cli, deliveries),
    calendar.lastOfficialYear === undefined
      ? ['warning', cli.word('cli.doctor.noCalendar')]
      : ['good', cli.word('cli.doctor.calendar', { year: calendar.lastOfficialYear })],
  ];
}

/** The comparison made now; without one, the last of a night. */
function comparisonOf(cli: Cli, { comparison, records }: Doctor): Finding[] {
  const found = comparison ?? records?.compared;
  if (!found) return [];
  const when = comparison ? cli.word('cli.doctor.now') : instantText(records!.compared!.atMs, cli.language);
  const mark = comparison ? 'bad' : 'warning';
  if (found.findings.length === 0) return [['good', cli.word('cli.doctor.agree', { when, lanes: found.lanes, plans: found.plans })]];
  return found.findings.map(({ code, lane, data }) => [mark, `${when}: ${lane}: ${cli.word(`cli.finding.${code}`, data)}`]);
}

function deliveriesOf(cli: Cli, { failed, failing, error = '' }: NonNullable<Doctor['records']>['deliveries']): Finding {
  if (failed + failing === 0) return ['good', cli.word('cli.doctor.delivered')];
  return ['warning', cli.word('cli.doctor.deliveries', { failed, failing, error })];
}

function ageText(cli: Cli, ms: number): string {
  const { n, unit } = lengthParts(ms);
  return cli.word(`cli.length.${unit}`, { n });
}
