import { setTimeout as pause } from 'node:timers/promises';
import { Presets, SingleBar } from 'cli-progress';
import { operations } from '../contract/http-api.js';
import type { Cli } from './cli.js';
import { CliProblem, Refused } from './exit.js';

const LOOK_MS = 300;
/** How long nothing has to change before the cascade counts as through, where nobody knows how many bodies it has. */
const STILL_MS = 1_500;
const LONGEST_MS = 60_000;

/**
 * Waits until an issued plan has come to its bodies, with a bar where someone watches, and answers to how many it came. The issue itself is
 * decided already: undefined where the server went away meanwhile, which loses nothing.
 */
export async function watchCascade(cli: Cli, plan: string, expected: number | undefined): Promise<number | undefined> {
  const bar = cli.terminal.watched && expected !== undefined ? barFor(cli, expected) : undefined;
  const untilMs = Date.now() + LONGEST_MS;
  let reached = 0;
  let changedMs = Date.now();
  try {
    while (Date.now() < untilMs) {
      const { funnel } = await cli.api.ask(operations.plans.cascade, { params: { plan }, query: { limit: 1 } });
      const now = funnel.reduce((sum, { issued }) => sum + issued, 0);
      if (now !== reached) changedMs = Date.now();
      reached = now;
      bar?.update(reached);
      if ((expected !== undefined && reached >= expected) || (reached > 0 && Date.now() - changedMs >= STILL_MS)) break;
      await pause(LOOK_MS);
    }
  } catch (error) {
    if (error instanceof CliProblem || error instanceof Refused) return undefined;
    throw error;
  } finally {
    bar?.stop();
  }
  return reached;
}

function barFor(cli: Cli, total: number): SingleBar {
  const format = `${cli.word('cli.progress.cascade')} {bar} {value}/{total}`;
  const bar = new SingleBar(
    { format, stream: process.stderr, hideCursor: true, clearOnComplete: true, barsize: 40 },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return bar;
}
