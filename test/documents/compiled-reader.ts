import { readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createReader, type DocumentReader, type ReaderConfig } from '../../documents/reader.js';
import { compile, root } from '../start/compiled.js';

/** A reader whose processes run the documents of this tree, compiled for the occasion. */
export function compiledReader(config: Partial<ReaderConfig> = {}): DocumentReader & { script: string } {
  const rooms = ['documents', 'domain', 'reading'].flatMap((room) => readdirSync(join(root, room)).map((name) => `${room}/${name}`));
  const folder = compile(...rooms.filter((name) => name.endsWith('.ts')));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const script = join(folder, 'documents', 'extraction-main.js');
  return { ...createReader({ script, ...config }), script };
}
