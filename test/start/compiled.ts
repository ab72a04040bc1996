import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';

/** Root of the repository. */
export const root = join(__dirname, '..', '..');

/** A new empty folder under the system's temporary one. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'dondoc-'));
}

/** Compiles files of ours into a folder of their own, so that real processes can run them without a build; gives the folder. */
export function compile(...files: string[]): string {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const file of files) {
    const { code } = transformSync(readFileSync(join(root, file), 'utf8'), {
      filename: file,
      swcrc: false,
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'es6' },
    });
    const target = join(folder, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
  }
  return folder;
}
