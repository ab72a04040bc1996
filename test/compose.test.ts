import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(__dirname, '..');

interface Service {
  image?: string;
  command?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test?: string[]; disable?: boolean };
  volumes?: string[];
}

const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const { services } = parse(text, { merge: true }) as { services: Record<string, Service> };

const secrets = ['POSTGRES_PASSWORD', 'DONDOC_DB_PASSWORD', 'TEMPORAL_DB_PASSWORD', 'DONDOC_SMTP_URL'];

test('no secret of the deployment has a default', () => {
  for (const secret of secrets) {
    const uses = [...text.matchAll(new RegExp(`\\$\\{${secret}(.{0,2})`, 'g'))];
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.every(([, sign]) => sign === ':?')).toBe(true);
  }
});

test('the API and the worker wait for records that are migrated and a Temporal that has their namespace', () => {
  for (const name of ['api', 'worker']) {
    expect(Object.keys(services[name]!.depends_on!)).toEqual(['migrate', 'temporal-namespace']);
  }
  expect(services['temporal-namespace']!.environment!.TEMPORAL_NAMESPACE).toBe(services.api!.environment!.TEMPORAL_NAMESPACE);
});

test('every service that stays says whether it is well', () => {
  const staying = ['postgres', 'temporal', 'api', 'worker'];
  for (const name of staying) expect(services[name]!.healthcheck).toBeDefined();
});

test('each file that is mounted, and each program that is run, is there', () => {
  for (const { volumes = [], command = [] } of Object.values(services)) {
    const mounted = volumes.filter((volume) => volume.startsWith('./')).map((volume) => volume.split(':')[0]!);
    const run = command.filter((part) => part.startsWith('dist/')).map((part) => part.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
    for (const path of [...mounted, ...run]) expect([path, existsSync(join(root, path))]).toEqual([path, true]);
  }
});

// The compose program is not on every machine; where it is, it has the last word.
const compose = [['docker', 'compose'] as const, ['docker-compose'] as const].find(
  ([program, ...args]) => spawnSync(program, [...args, 'version'], { stdio: 'ignore' }).status === 0,
);

(compose === undefined ? test.skip : test)('the compose program takes the file with all secrets set, and refuses it without', () => {
  const [program, ...args] = compose!;
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-'));
  const check = (env: Record<string, string>) =>
    spawnSync(program, [...args, '--project-directory', root, '-f', join(root, 'docker-compose.yml'), 'config', '-q'], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, ...env },
      encoding: 'utf8',
    });
  const all = Object.fromEntries([...secrets, 'DONDOC_PUBLIC_URL', 'DONDOC_MAIL_FROM'].map((name) => [name, 'x']));
  expect(check(all)).toMatchObject({ status: 0, stderr: '' });
  for (const secret of secrets) {
    const { [secret]: _left, ...rest } = all;
    const refused = check(rest);
    expect(refused.status).not.toBe(0);
    expect(refused.stderr).toContain(`set ${secret}`);
  }
  rmSync(folder, { recursive: true, force: true });
});
