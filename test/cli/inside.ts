import { runCli } from '../../cli/run.js';
import type { Ran } from './run.js';

/** Runs the command line in this very process, with an environment of its own: for what needs no process. */
export async function inside(args: readonly string[], env: Record<string, string> = {}, terminal = false): Promise<Ran> {
  let [out, err] = ['', ''];
  const stream = (write: (text: string) => void) => ({ write, isTTY: terminal, columns: 100 });
  const code = await runCli(args, {
    env,
    version: '1.2.3',
    stdout: stream((text) => (out += text)),
    stderr: stream((text) => (err += text)),
  });
  return { code, out, err };
}
