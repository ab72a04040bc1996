import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig } from '../../config/config.js';

const line = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const folder = mkdtempSync(join(tmpdir(), 'dondoc-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('payload keys come from a file, a line each, or from the variable with commas between; the first seals', () => {
  const [newer, older] = [line('2026-11'), line('2026-01')];
  const file = join(folder, 'keys');
  writeFileSync(file, `# newest first\n${newer}\n\n${older}\n`);
  for (const env of [{ DONDOC_PAYLOAD_KEYS_FILE: file }, { DONDOC_PAYLOAD_KEYS: `${newer},${older}` }]) {
    const keys = readConfig(env).payloadKeys!;
    expect(keys.map(({ id }) => id)).toEqual(['2026-11', '2026-01']);
    expect(keys.map(({ key }) => Buffer.from(key).toString('base64'))).toEqual([newer, older].map((text) => text.slice(8)));
  }
  expect(readConfig({}).payloadKeys).toBeUndefined();
});

test.each([
  ['too short', `k:${randomBytes(16).toString('base64')}`],
  ['a sample', `k:${Buffer.alloc(32, 7).toString('base64')}`],
  ['without an id', randomBytes(32).toString('base64')],
  ['twice the same id', `${line('k')},${line('k')}`],
  ['nothing', '# none yet'],
])('keys that are %s are refused without being shown', (_name, given) => {
  const refused = (() => {
    try {
      return readConfig({ DONDOC_PAYLOAD_KEYS: given });
    } catch (error) {
      return error;
    }
  })() as ConfigError;
  expect(refused).toBeInstanceOf(ConfigError);
  expect(refused.variable).toBe('DONDOC_PAYLOAD_KEYS');
  for (const part of given.split(/[,:]/).filter((text) => text.length > 8 && !text.startsWith('#')))
    expect(`${refused.value} ${refused.rule} ${refused.message}`).not.toContain(part);
});
