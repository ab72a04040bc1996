import type { Logger } from 'pino';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { laneKind } from '../contract/names.js';
import type { CarriedBatch } from '../relay/deps.js';
import { type Figures, readFigures } from '../store/figures.js';
import type { Records } from './records.js';

/** A request that was answered, for its figures: the route as it is declared, never an address. */
export interface AnsweredRequest {
  method: string;
  route: string;
  status: number;
  ms: number;
}

/** Figures of a process and of the records it reads. */
export interface Metrics {
  /** All of them in Prometheus' words; those of the records as they stand now. */
  tell(): Promise<string>;
  contentType: string;
  carried(batch: CarriedBatch): void;
  answered(request: AnsweredRequest): void;
}

const STEPS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const SIZES = [1, 2, 5, 10, 20, 50, 100, 200, 500];
/** Kinds of lane that have a workflow. */
const KINDS = ['plan', 'cascade'] as const;
const OUTCOMES = ['decided', 'refused', 'quarantined'] as const;
/** Figures of the records are read at most this often, however many ask. */
const FRESH_MS = 10_000;
/** A round that was due this long ago and has not fired is told of. */
const GRACE_MS = 60_000;

/** Makes the figures of a process; those of the records are read when they are asked for. No label holds an id, a name or a text. */
export function createMetrics(records: Pick<Records, 'db' | 'clock'>, log: Pick<Logger, 'warn'>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const kind = ['kind'] as const;
  const size = new Histogram({ name: 'dondoc_batch_commands', help: 'Commands of a batch.', labelNames: kind, buckets: SIZES, registers });
  const step = new Histogram({
    name: 'dondoc_batch_step_seconds',
    help: 'Time of a step of a batch: claim, update, record, gather (waiting for more).',
    labelNames: ['kind', 'step'],
    buckets: STEPS,
    registers,
  });
  const outcomes = new Counter({
    name: 'dondoc_commands_total',
    help: 'Commands that got their decision: decided, refused by a rule, or quarantined because a rule failed.',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const requests = new Histogram({
    name: 'dondoc_http_request_seconds',
    help: 'Time to answer a request, by route as declared.',
    labelNames: ['method', 'route', 'status'],
    buckets: STEPS,
    registers,
  });
  // Counted from nought, so that the first increase is seen.
  for (const known of KINDS) for (const outcome of OUTCOMES) outcomes.inc({ kind: known, outcome }, 0);
  const refresh = registerFigures(registry, freshly(records), log);
  return {
    contentType: registry.contentType,
    async tell() {
      await refresh();
      return registry.metrics();
    },
    carried({ lane, commands, refused, quarantined, ...took }) {
      const labels = { kind: laneKind(lane) };
      size.observe(labels, commands);
      for (const name of ['claim', 'update', 'record', 'gather'] as const)
        step.observe({ ...labels, step: name }, took[`${name}Ms`] / 1000);
      outcomes.inc({ ...labels, outcome: 'decided' }, commands - refused - quarantined);
      outcomes.inc({ ...labels, outcome: 'refused' }, refused);
      outcomes.inc({ ...labels, outcome: 'quarantined' }, quarantined);
    },
    answered: ({ method, route, status, ms }) => requests.observe({ method, route, status: String(status) }, ms / 1000),
  };
}

type Read = () => Promise<{ figures: Figures; nowMs: number }>;

function freshly({ db, clock }: Pick<Records, 'db' | 'clock'>): Read {
  let reading: ReturnType<Read> | undefined;
  let untilMs = 0;
  return () => {
    if (reading === undefined || performance.now() > untilMs) {
      untilMs = performance.now() + FRESH_MS;
      reading = clock.nowMs().then(async (nowMs) => ({ nowMs, figures: await readFigures(db, nowMs, GRACE_MS) }));
      reading.catch(() => (reading = undefined));
    }
    return reading;
  };
}

/** Gauges of the records; answers what brings them up to date. Where they cannot be read, `dondoc_records_up` says so and the others are left out. */
function registerFigures(registry: Registry, read: Read, log: Pick<Logger, 'warn'>): () => Promise<void> {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `dondoc_${name}`, help, labelNames, registers: [registry] });
  const up = gauge('records_up', 'Whether the records could be read.');
  const undecided = gauge('undecided_commands', 'Commands lodged and not decided.', ['kind']);
  const oldest = gauge('undecided_oldest_seconds', 'Age of the oldest command without a decision.', ['kind']);
  const lanes = gauge('lanes', 'Lanes by kind and state.', ['kind', 'state']);
  const deliveries = gauge('deliveries', 'Letters given up for good (failed), and those that failed and are tried again (failing).', [
    'state',
  ]);
  const labelled = [undecided, oldest, lanes, deliveries];
  const unfired = gauge('unfired_rounds', 'Rounds that were due a minute ago or more, with open duties, and have not fired.');
  const unfiredOldest = gauge('unfired_oldest_seconds', 'How long ago the first of those rounds was due.');
  const drift = gauge('drift_findings', 'What the last nightly comparison found.');
  const comparedAt = gauge('compared_timestamp_seconds', 'When the last nightly comparison ended.');
  const largest = gauge('lane_state_bytes_max', 'Largest state of a lane in its history, as of the last nightly comparison.');
  const plain = [unfired, unfiredOldest, drift, comparedAt, largest];

  const set = ({ figures, nowMs }: Awaited<ReturnType<Read>>) => {
    const ageOf = (ms: number | undefined) => (ms === undefined ? 0 : Math.max(0, nowMs - ms) / 1000);
    for (const kind of KINDS) {
      const row = figures.undecided.find((some) => some.kind === kind);
      undecided.set({ kind }, row?.count ?? 0);
      oldest.set({ kind }, ageOf(row?.oldestMs));
      for (const state of ['open', 'stopped', 'closed'] as const)
        lanes.set({ kind, state }, figures.lanes.find((some) => some.kind === kind && some.state === state)?.count ?? 0);
    }
    for (const state of ['failed', 'failing'] as const) deliveries.set({ state }, figures.deliveries[state]);
    unfired.set(figures.unfired.rounds);
    unfiredOldest.set(ageOf(figures.unfired.oldestMs));
    const { compared } = figures;
    if (!compared) return;
    drift.set(compared.findings);
    comparedAt.set(compared.atMs / 1000);
    if (compared.stateBytes !== undefined) largest.set(compared.stateBytes);
  };
  return async () => {
    const found = await read().catch((error: unknown) => log.warn({ error: String(error) }, 'figures not read'));
    for (const one of labelled) one.reset();
    for (const one of plain) one.remove();
    up.set(found ? 1 : 0);
    if (found) set(found);
  };
}
