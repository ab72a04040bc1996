import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig } from '../../config/config.js';
import { isWeak, refuseWeakPassword } from '../../config/secrets.js';

const folder = mkdtempSync(join(tmpdir(), 'dondoc-secrets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function refusal(work: () => unknown): ConfigError {
  try {
    work();
  } catch (error) {
    if (error instanceof ConfigError) return error;
  }
  throw new Error('it was not refused');
}

test.each([
  ['DATABASE_URL', 'postgres://u:p@db:5432/d', (env: Record<string, string>) => readConfig(env).databaseUrl],
  ['DONDOC_SMTP_URL', 'smtps://u:p@mail.example', (env: Record<string, string>) => readConfig(env).mail.smtp?.host],
  ['DONDOC_TOKEN', 'a-token', (env: Record<string, string>) => readConfig(env).token],
])('%s may stand in a file instead, and one that cannot be read is named', (variable, value, read) => {
  const file = join(folder, variable);
  writeFileSync(file, `${value}\n`);
  expect(read({ [`${variable}_FILE`]: file })).toBe(read({ [variable]: value }));
  const missing = refusal(() => readConfig({ [`${variable}_FILE`]: join(folder, 'none') }));
  expect(missing).toMatchObject({ variable: `${variable}_FILE`, value: join(folder, 'none'), rule: 'ENOENT' });
});

test('an address in a file that is none is refused by its variable, without what the file says', () => {
  const file = join(folder, 'wrong');
  writeFileSync(file, 'mysql://u:hush-hush-42@db/d');
  const refused = refusal(() => readConfig({ DATABASE_URL_FILE: file }));
  expect(refused).toMatchObject({ variable: 'DATABASE_URL_FILE', value: file });
  expect(`${refused.message}${refused.rule}`).not.toContain('hush-hush');
});

test.each([
  'password',
  'postgres',
  'short-1',
  'ChangeMe-ChangeMe',
  'my-secret-password-1',
  'dondoc-dondoc-2026',
  '000000000000000',
  'ababababababab',
])('a deployment refuses the password %s, and does not show it', (password) => {
  expect(isWeak(password)).toBe(true);
  const refused = refusal(() => refuseWeakPassword('DATABASE_URL', `postgres://u:${password}@db/d`));
  expect(refused).toMatchObject({ variable: 'DATABASE_URL', value: 'postgres://…@db/d' });
});

test('a random password is taken, and so is none at all, where the server knows by other means', () => {
  for (let n = 0; n < 1000; n += 1)
    for (const form of ['hex', 'base64url'] as const) expect(isWeak(randomBytes(18).toString(form))).toBe(false);
  expect(() => refuseWeakPassword('DATABASE_URL', 'postgres://u@db/d')).not.toThrow();
});

test.each([
  ['smtp://mail:1025?tls=off', { host: 'mail', port: 1025, secure: false, plain: true }],
  ['smtp://mail.example', { host: 'mail.example', port: 587, secure: false }],
  ['smtps://a%40b:p%2F@mail.example', { host: 'mail.example', port: 465, user: 'a@b', pass: 'p/', secure: true }],
])('letters leave as %s says', (url, server) => {
  expect(readConfig({ DONDOC_SMTP_URL: url }).mail.smtp).toEqual(server);
});

test.each(['smtp://mail.example?tls=off', 'smtp://u:hush@mail?tls=off', 'smtps://mail?tls=off', 'smtp://10.0.0.9?tls=off'])(
  'TLS is not let go for %s',
  (url) => {
    const refused = refusal(() => readConfig({ DONDOC_SMTP_URL: url }));
    expect(refused.variable).toBe('DONDOC_SMTP_URL');
    expect(refused.value).not.toContain('hush');
  },
);
