import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const FOLDER = resolve('bench/peers');

/** A peer that the bench measures beside Dondoc, installed from its own lock file when first asked for. */
export function peer<Module>(name: string): Module {
  if (!existsSync(resolve(FOLDER, 'node_modules')))
    execFileSync('npm', ['ci', '--prefix', FOLDER, '--ignore-scripts', '--no-audit', '--no-fund'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  return createRequire(resolve(FOLDER, 'package.json'))(name) as Module;
}
