import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MailTransientError } from './mail-error.js';
import type { Message } from './message.js';

/**
 * Keeps messages as .eml files named by their Message-ID: a repeated send puts the same file in its own place. A file appears whole or not at
 * all, and only its owner may read it.
 */
export function createFolder(folder: string): (message: Message) => Promise<void> {
  return async ({ messageId, raw }) => {
    const name = `${messageId.slice(1, -1)}.eml`;
    const draft = join(folder, `.${name}.${process.pid}.tmp`);
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeThrough(draft, raw);
      await rename(draft, join(folder, name));
    } catch (error) {
      await rm(draft, { force: true }).catch(() => undefined);
      throw new MailTransientError('MAIL_FOLDER', (error as NodeJS.ErrnoException).code ?? 'unknown');
    }
  };
}

async function writeThrough(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
