import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflows } from '../workers/worker.js';

const dist = fileURLToPath(new URL('../', import.meta.url));
/** The file that exports the workflows. */
export const workflowsPath = `${dist}workflows/index.js`;
const cached = `${dist}workflow-bundle.js`;

/** The bundle of the workflows: the one made last where nothing it is made of is newer, else a new one, kept for the next start. */
export async function workflowBundle(): Promise<{ code: string }> {
  const sources = ['workflows', 'domain', 'contract'].map((room) => `${dist}${room}/.tsbuildinfo`).filter(existsSync);
  const newest = Math.max(...sources.map((file) => statSync(file).mtimeMs));
  if (existsSync(cached) && statSync(cached).mtimeMs > newest) return { code: readFileSync(cached, 'utf8') };
  const { code } = await bundleWorkflows(workflowsPath);
  const fresh = `${cached}.${process.pid}`;
  try {
    writeFileSync(fresh, code);
    renameSync(fresh, cached);
  } catch {
    // A folder that cannot be written costs the next start a second; nothing else.
  }
  return { code };
}
