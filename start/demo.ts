import { Runtime } from '@temporalio/worker';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Dondoc, TargetView } from '../client/dondoc.js';
import { type Actor, EVERYWHERE } from '../domain/access.js';
import { atHourMs, dayOfMs } from '../domain/day.js';
import { dayText, numberText } from '../i18n/format.js';
import { unitTree } from '../store/units.js';
import { workflowBundle } from './bundle.js';
import { DEMO_UNTIL_MS, demoParts } from './demo-cast.js';
import { Chronicle } from './demo-chronicle.js';
import { type Style, styleOf } from './demo-print.js';
import { openDemoStage } from './demo-stage.js';
import { consolidatedTable, type Ended, lateTable, paceTable, rungsTable, statesTable, yearTable } from './demo-tables.js';
import { play, type Played } from './play.js';
import { actorFor, type Stage } from './play-stage.js';
import { listenForStop } from './stop-request.js';
import { sayProblem } from './words.js';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
const read = (file: string) => readFileSync(`${examples}${file}`, 'utf8');
const say = (text: string) => void process.stdout.write(`${text}\n`);

const HOUSEKEEPER: Actor = {
  person: 'demo',
  name: 'demo',
  language: 'vi',
  grants: (['administrator', 'operator'] as const).map((role) => ({ id: role, role, unit: EVERYWHERE })),
};

/** Plays the sample plans through their years and prints what happens, then where everything stands. */
async function demo(asked: AbortSignal): Promise<void> {
  const began = performance.now();
  const style = styleOf(process.stdout.isTTY && !process.env.NO_COLOR);
  quietRuntime();
  say(style.bold('Dondoc: trình diễn sáu kế hoạch mẫu, từ tháng 02/2022 đến tháng 02/2026'));
  say('Chạy thật trên máy chủ Temporal tua nhanh thời gian và PostgreSQL trong bộ nhớ. Các đơn vị là mô phỏng: đúng hạn, chậm, im lặng,');
  say('sai số liệu rồi sửa, không phát sinh. Mất khoảng hai phút; Ctrl-C để dừng.');
  const parts = demoParts((name) => read(`${name}.yaml`), codesOf());
  const warn = (message: string, data?: object) => process.stderr.write(`${message} ${JSON.stringify(data ?? {})}\n`);
  const stage = await openDemoStage({ startMs: atHourMs('2022-02-14', 7), bundle: await workflowBundle(), say, warn });
  try {
    await loadProvince(stage.dondoc);
    const chronicle = new Chronicle(stage, style, say);
    let pace: TargetView | undefined;
    const played = await play(stage, parts, {
      untilMs: DEMO_UNTIL_MS,
      after: async (nowMs, soFar) => {
        asked.throwIfAborted();
        await chronicle.turn(nowMs, soFar);
        if (!pace && nowMs >= atHourMs(PACE_TOLD, 12)) pace = await paceOnMay(stage, soFar[0]!);
      },
    });
    await chronicle.end(played);
    await sayTables({ stage, played, chronicle, style }, pace!);
    await sayProof(stage.dondoc, style, began);
  } finally {
    await stage.close();
  }
}

/** The day on which the figures to the end of May have all come in, and those of June have not. */
const PACE_TOLD = '2022-06-15';
const PACE_DAY = '2022-05-31';

async function paceOnMay({ dondoc }: Stage, province: Played): Promise<TargetView> {
  return (await dondoc.plans.targets(actorFor('issuer', province.spec.issuer), province.id, PACE_DAY))[0]!;
}

function codesOf(): string[] {
  return read('units.csv')
    .split('\n')
    .slice(1)
    .flatMap((line) => line.split(',')[0] || []);
}

async function loadProvince(dondoc: Dondoc): Promise<void> {
  const { added } = await dondoc.units.importFile(HOUSEKEEPER, { bytes: Buffer.from(read('units.csv')), name: 'units.csv' });
  say(`Đã nạp tỉnh mẫu: ${added} cơ quan, đơn vị ở bốn cấp.`);
}

async function sayTables(ended: Ended, pace: TargetView): Promise<void> {
  const { stage, played, chronicle, style } = ended;
  const province = played[0]!;
  const tree = await unitTree(stage.db, dayOfMs(await stage.clock.nowMs()));
  const kimBoi = tree.byCode.get('HU-KIMBOI')!;
  const nameOf = (unit: string) => chronicle.nameOf(unit);
  const section = (title: string, lines: string[]) => {
    say('');
    say(style.bold(title));
    for (const line of lines) say(line);
  };
  say('');
  say(style.bold('═'.repeat(90)));
  section('Bốn trạng thái chính thức, theo kế hoạch', await statesTable(ended));
  section('Tổng hợp báo cáo: số đơn vị có báo cáo trên số phải báo cáo, các kỳ gần nhất', await consolidatedTable(ended));
  const total = `${numberText(pace.value ?? 0, 'vi')}/${numberText(pace.bound, 'vi')}`;
  section(
    `Tiến độ 77-KH/TU đến ${dayText(PACE_DAY, 'vi')}: toàn tỉnh ${total}; Kim Bôi và các đơn vị chậm nhất`,
    paceTable(pace, nameOf, kimBoi, style),
  );
  const on = { plan: province, unit: kimBoi, target: pace.target, quota: 150 };
  section('Kim Bôi năm 2022: bản thảo báo cáo tháng lấy từ số tổng hợp của kế hoạch riêng 45-KH/HU', yearTable(ended, on));
  section('Đơn vị chậm nhất', await lateTable(ended));
  section('Bậc đôn đốc đã dùng (lượt việc của đơn vị)', rungsTable(ended));
}

async function sayProof(dondoc: Dondoc, style: Style, began: number): Promise<void> {
  const { ok, lanes } = await dondoc.audit.verify(HOUSEKEEPER);
  const events = lanes.reduce((sum, lane) => sum + lane.events, 0);
  const seconds = Math.round((performance.now() - began) / 1000);
  say('');
  const chains = `${numberText(lanes.length, 'vi')} luồng, ${numberText(events, 'vi')} sự kiện`;
  say(ok ? style.bold(`Kiểm tra chuỗi bằng chứng: ${chains}, nguyên vẹn.`) : `Kiểm tra chuỗi bằng chứng: ${chains}, CÓ SAI LỆCH.`);
  say(`Bốn năm trong ${Math.floor(seconds / 60)} phút ${seconds % 60} giây.`);
  if (!ok) process.exitCode = 1;
}

/** Only errors of Temporal's own are told: a demo is read by people. */
function quietRuntime(): void {
  const [silent, error] = [
    () => {},
    (message: string, meta?: object) => process.stderr.write(`${message} ${JSON.stringify(meta ?? {})}\n`),
  ];
  Runtime.install({
    logger: {
      trace: silent,
      debug: silent,
      info: silent,
      warn: silent,
      error,
      log: (level, message, meta) => (level === 'ERROR' ? error(message, meta) : undefined),
    },
    telemetryOptions: { logging: { forward: {}, filter: { core: 'ERROR', other: 'ERROR' } } },
  });
}

const asked = listenForStop();
demo(asked).then(
  () => process.exit(process.exitCode),
  (error: unknown) => {
    if (!asked.aborted) process.stderr.write(`${sayProblem(error)}\n`);
    process.exit(asked.aborted ? 130 : 69);
  },
);
