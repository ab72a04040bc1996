import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { type Actor, EVERYWHERE } from '../domain/access.js';
import { endOfDayMs, startOfDayMs } from '../domain/day.js';
import type { Behaviour, Behaviours } from '../domain/rehearsal.js';
import { treeAsOf } from '../domain/unit.js';
import { readPlanFile } from '../contract/plan-file.js';
import { allUnitVersions } from '../store/units.js';
import { workflowBundle } from './bundle.js';
import { finalTables, paceOfKimBoi } from './demo-report.js';
import { openDemoStage } from './demo-stage.js';
import { Diary } from './demo-diary.js';
import { type Part, play } from './play.js';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
const NAMES = ['plan-77-kh-tu', 'plan-kim-boi', 'plan-132-kh-tu', 'plan-lac-duong', 'plan-77-kh-duk', 'plan-301-kh-tu'];
const HOUR_MS = 3_600_000;

/** The day the play ends: every plan's last collection lies before it, but those that run for years, which are left running. */
const LAST_DAY = '2025-12-31';

/** Ways to answer, dealt out to bodies in turn: most in time, some late, some wrong, one in six silent. */
const WAYS: Behaviour[] = [
  {},
  { reports: 'wrong' },
  { receive: 9, ownPlan: 60, tasks: 'late', reports: 'late', pace: 0.6 },
  {},
  { reports: 'nil', pace: 0 },
  { receive: 'never', ownPlan: 'never', tasks: 'never', reports: 'silent', pace: 0 },
];

const administrator: Actor = {
  person: 'demo',
  name: 'demo',
  language: 'vi',
  grants: [{ id: 'demo', role: 'administrator', unit: EVERYWHERE }],
};

function behaviours(codes: string[], name: string): Behaviours {
  const units: Record<string, Behaviour> = Object.fromEntries(codes.map((code, index) => [code, WAYS[index % WAYS.length]!]));
  // Kim Bôi stood at 46 of its 150 on 31/05/2022: the pace that the sample plan is told of.
  units['HU-KIMBOI'] = { pace: 0.736, evidence: 'eachPeriod', reports: 'wrong' };
  return {
    default: { receive: 2, ownPlan: 20, tasks: 'onTime', reports: 'punctual', pace: 1 },
    units,
    reviewer: { afterDays: 1 },
    ...(name === 'plan-132-kh-tu' && {
      guidance: [
        { key: 'mo-hinh-co-so', atMs: startOfDayMs('2023-03-15') + 14 * HOUR_MS },
        { key: 'so-tay-dien-tu', atMs: startOfDayMs('2023-09-12') + 14 * HOUR_MS },
      ],
    }),
    ...(name === 'plan-77-kh-tu' && { end: { as: 'conclude' as const, atMs: startOfDayMs('2023-02-20') + 14 * HOUR_MS } }),
  };
}

/** Plays the sample plans through their years on a time-skipping Temporal server, and tells what happened as it goes and at the end. */
async function main(): Promise<number> {
  const started = performance.now();
  const say = (text: string) => process.stdout.write(`${text}\n`);
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { forward: {}, filter: { core: 'ERROR', other: 'ERROR' } } },
  });
  const texts = NAMES.map((name) => ({ name, text: readFileSync(`${examples}${name}.yaml`, 'utf8') }));
  const dated = texts.map(({ name, text }) => {
    const file = readPlanFile(text);
    if ('problems' in file) throw new Error(`${name}: ${JSON.stringify(file.problems)}`);
    return { name, text, date: file.plan.date! };
  });
  const first = dated.map(({ date }) => date).sort((a, b) => (a < b ? -1 : 1))[0]!;
  say(`Dondoc: diễn lại năm kế hoạch mẫu, từ ${first.split('-').reverse().join('/')}. Thời gian của một năm trôi trong ít giây.`);
  const stage = await openDemoStage({
    startMs: startOfDayMs(first) + 7 * HOUR_MS,
    bundle: await workflowBundle(),
    say,
    warn: (message, data) => process.stderr.write(`${message} ${JSON.stringify(data)}\n`),
  });
  try {
    await stage.dondoc.units.importFile(administrator, { bytes: readFileSync(`${examples}units.csv`), name: 'units.csv' });
    const codes = [...treeAsOf(await allUnitVersions(stage.db), first).byCode.keys()].sort((a, b) => (a < b ? -1 : 1));
    const parts = dated.map(({ name, text, date }): Part => ({
      text,
      issueMs: startOfDayMs(date) + 8.5 * HOUR_MS,
      behaviours: behaviours(codes, name),
    }));
    const diary = new Diary(stage, say);
    let pace: string | undefined;
    const played = await play(stage, parts, {
      untilMs: endOfDayMs(LAST_DAY),
      after: async (atMs, plans) => {
        await diary.tell(atMs, plans);
        if (pace === undefined && atMs > endOfDayMs('2022-06-09')) pace = await paceOfKimBoi(stage, plans);
      },
    });
    await diary.tell(Number.MAX_SAFE_INTEGER, played);
    say(await finalTables(stage, played));
    if (pace !== undefined) say(pace);
    const { ok, lanes } = await stage.dondoc.audit.verify({ ...administrator, grants: [{ id: 'o', role: 'operator', unit: EVERYWHERE }] });
    const events = lanes.reduce((sum, lane) => sum + lane.events, 0);
    say(`\nChuỗi bằng chứng: ${ok ? 'nguyên vẹn' : 'ĐỨT'} (${lanes.length} luồng, ${events} sự kiện).`);
    say(`Diễn hết ${Math.round((performance.now() - started) / 1000)} giây.`);
    return ok ? 0 : 1;
  } finally {
    await stage.close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(70);
  },
);
