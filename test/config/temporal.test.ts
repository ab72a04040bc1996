import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, readConfig } from '../../config/config.js';
import { namedTemporal } from '../../start/temporal-link.js';
import { versionedAs } from '../../workers/worker.js';

const folder = mkdtempSync(join(tmpdir(), 'dondoc-temporal-'));
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a process would connect with. */
function connectionOf(env: Record<string, string>) {
  const config = readConfig(env);
  return { ...namedTemporal(config.temporalAddress!, config), namespace: config.temporalNamespace };
}

const certificate = file('client.pem', 'a certificate');
const key = file('client.key', 'a key');
const toml = file(
  'temporal.toml',
  `
[profile.default]
address = "temporal.internal:7233"
namespace = "dondoc"

[profile.cloud]
address = "dondoc.abcde.tmprl.cloud:7233"
namespace = "dondoc.abcde"
api_key = "hush-hush-api-key"

[profile.mtls]
address = "temporal.example:7233"
namespace = "dondoc"
[profile.mtls.tls]
client_cert_path = "${certificate}"
client_key_path = "${key}"
server_name = "temporal"
`,
);

test.each([
  [
    'a server of one’s own',
    { TEMPORAL_ADDRESS: 'temporal:7233', TEMPORAL_NAMESPACE: 'dondoc' },
    { address: 'temporal:7233', namespace: 'dondoc' },
  ],
  ['one with no namespace named', { TEMPORAL_ADDRESS: 'temporal:7233' }, { address: 'temporal:7233', namespace: 'default' }],
  [
    'Temporal Cloud by an API key: TLS is on by itself',
    { TEMPORAL_ADDRESS: 'eu.api.temporal.io:7233', TEMPORAL_NAMESPACE: 'dondoc.abcde', TEMPORAL_API_KEY: 'k' },
    { address: 'eu.api.temporal.io:7233', namespace: 'dondoc.abcde', apiKey: 'k', tls: true },
  ],
  [
    'mutual TLS by the environment',
    { TEMPORAL_ADDRESS: 't:7233', TEMPORAL_TLS_CLIENT_CERT_PATH: certificate, TEMPORAL_TLS_CLIENT_KEY_PATH: key },
    { address: 't:7233', namespace: 'default', tls: { clientCertPair: { crt: expect.anything(), key: expect.anything() } } },
  ],
  ['a file, its default profile', { TEMPORAL_CONFIG_FILE: toml }, { address: 'temporal.internal:7233', namespace: 'dondoc' }],
  [
    'a file, a profile of Temporal Cloud',
    { TEMPORAL_CONFIG_FILE: toml, TEMPORAL_PROFILE: 'cloud' },
    { address: 'dondoc.abcde.tmprl.cloud:7233', namespace: 'dondoc.abcde', apiKey: 'hush-hush-api-key', tls: true },
  ],
  [
    'a file, a profile with certificates',
    { TEMPORAL_CONFIG_FILE: toml, TEMPORAL_PROFILE: 'mtls' },
    {
      address: 'temporal.example:7233',
      namespace: 'dondoc',
      tls: { serverNameOverride: 'temporal', clientCertPair: { crt: Buffer.from('a certificate'), key: Buffer.from('a key') } },
    },
  ],
  [
    'a file, with a variable over it',
    { TEMPORAL_CONFIG_FILE: toml, TEMPORAL_NAMESPACE: 'drill' },
    { address: 'temporal.internal:7233', namespace: 'drill' },
  ],
])('connects as %s says', (_name, env, expected) => {
  expect(connectionOf(env)).toEqual(expected);
});

test.each([
  ['that is not there', join(folder, 'none.toml'), {}, 'ENOENT'],
  ['that is no TOML', file('broken.toml', 'api_key = hush-hush'), {}, 'TOML'],
  ['with a field that nobody knows', file('field.toml', '[profile.default]\naddres = "hush-hush:7233"'), {}, 'TOML'],
])('a file %s is refused without what it says', (_name, path, more, rule) => {
  const refused = (() => {
    try {
      return readConfig({ TEMPORAL_CONFIG_FILE: path, ...more });
    } catch (error) {
      return error;
    }
  })() as ConfigError;
  expect(refused).toBeInstanceOf(ConfigError);
  expect(refused).toMatchObject({ variable: 'TEMPORAL_CONFIG_FILE', value: path });
  expect(refused.rule).toContain(rule);
  expect(`${refused.message}${refused.rule}`).not.toContain('hush-hush');
});

test('a worker tells Temporal its version where it has one, and lets lanes go over to it; otherwise it takes all', () => {
  expect(readConfig({}).deployment).toBeUndefined();
  const { deployment } = readConfig({ TEMPORAL_DEPLOYMENT_NAME: 'dondoc', TEMPORAL_WORKER_BUILD_ID: '0.2.0' });
  expect(versionedAs(deployment!)).toEqual({
    version: { deploymentName: 'dondoc', buildId: '0.2.0' },
    useWorkerVersioning: true,
    defaultVersioningBehavior: 'AUTO_UPGRADE',
  });
  expect(() => readConfig({ TEMPORAL_WORKER_BUILD_ID: '0.2.0' })).toThrow(ConfigError);
});
