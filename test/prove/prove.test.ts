import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { hasPostgres } from '../../bench/postgres.js';
import type { Proof } from '../../prove/proof.js';
import { root } from '../start/compiled.js';

/** `PROVE_SEED=… npx jest test/prove` plays the same deeds again; `npm run prove` is the full form. */
const seed = process.env.PROVE_SEED ?? String(Date.now() % 1_000_000);

const onServer = hasPostgres() ? it : it.skip;
const without = hasPostgres() ? '' : ' (left out: PostgreSQL is not installed)';

onServer(
  `a deployment keeps every promise through a dozen kills: nothing lost, nothing twice, nothing early, no drift${without}`,
  async () => {
    const { wrong, kills, commands, time, notices, figures } = await proof();
    expect(wrong.slice(0, 10)).toEqual([]);
    expect(kills.deeds).toBeGreaterThanOrEqual(12);
    expect(commands.ok).toBeGreaterThan(500);
    expect(time.fired).toBeGreaterThan(4);
    expect(notices.letters).toBeGreaterThan(40);
    expect(figures).toBeGreaterThan(0);
  },
  1_200_000,
);

/** The rig in a process of its own, as a person starts it. */
function proof(): Promise<Proof> {
  const args = [join(root, 'dist', 'prove', 'main.js'), '--short', '--json', '--seed', seed];
  return new Promise((done, fail) => {
    execFile(process.execPath, args, { cwd: root, maxBuffer: 64 * 1024 * 1024 }, (error, told, said) => {
      if (told === '') fail(new Error(`seed ${seed}: ${said || (error?.message ?? '')}`));
      else done(JSON.parse(told) as Proof);
    });
  });
}
