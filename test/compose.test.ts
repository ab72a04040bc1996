import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readConfig, VARIABLES } from '../config/config.js';
import { filled, servicesOf } from './topology/compose.js';

const root = join(__dirname, '..');
const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const services = servicesOf();
const ours = Object.entries(services).filter(([, { build }]) => build !== undefined);

const secrets = ['POSTGRES_PASSWORD', 'DONDOC_DB_PASSWORD', 'TEMPORAL_DB_PASSWORD', 'DONDOC_PAYLOAD_KEYS', 'DONDOC_SMTP_URL'];

test('no secret of the deployment has a default, and none stands in the file', () => {
  for (const secret of secrets) {
    const uses = [...text.matchAll(new RegExp(`\\$\\{${secret}(.{0,2})`, 'g'))];
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.every(([, sign]) => sign === ':?')).toBe(true);
  }
  for (const { environment = {} } of Object.values(services))
    for (const [name, value] of Object.entries(environment))
      if (/PASSWORD|PWD|KEYS|SMTP_URL/.test(name)) expect(value).toMatch(/^\$\{\w+:\?[^}]*\}$/);
});

test('each setting that the file gives to Dondoc is one that Dondoc reads, and all of them together are taken', () => {
  expect(ours.map(([name]) => name)).toEqual(['migrate', 'api', 'worker']);
  for (const [, { environment = {} }] of ours) {
    expect(Object.keys(environment).filter((name) => !VARIABLES.includes(name))).toEqual([]);
    const given = {
      DONDOC_DB_PASSWORD: '3f1c09b27aa85d64e0',
      DONDOC_PAYLOAD_KEYS: `k1:${Buffer.from(Array.from({ length: 32 }, (_, n) => n * 7)).toString('base64')}`,
      DONDOC_PUBLIC_URL: 'https://dondoc.example',
      DONDOC_MAIL_FROM: 'dondoc@dondoc.example',
      DONDOC_SMTP_URL: 'smtp://mail:1025?tls=off',
    };
    const config = readConfig(filled(environment, given));
    expect(config).toMatchObject({ host: '0.0.0.0', temporalAddress: 'temporal:7233', temporalNamespace: 'dondoc' });
    expect(config.mail.smtp).toEqual({ host: 'mail', port: 1025, secure: false, plain: true });
  }
});

test('each port that is published, looked at or connected to is one that is served', () => {
  const metrics = services.api!.environment!.DONDOC_METRICS!.split(':')[1]!;
  const served: Record<string, string[]> = {
    api: [services.api!.environment!.PORT!],
    prometheus: ['9090'],
    'temporal-ui': [services['temporal-ui']!.environment!.TEMPORAL_UI_PORT!],
    temporal: ['7233', services.temporal!.environment!.PROMETHEUS_ENDPOINT!.split(':')[1]!],
    postgres: ['5432'],
    mail: ['1025', '8025'],
  };
  for (const [name, { ports = [] }] of Object.entries(services))
    for (const port of ports) expect(served[name]).toContain(port.split(':').at(-1));
  const environments = JSON.stringify(Object.values(services).map(({ environment }) => environment));
  const named = environments.matchAll(new RegExp(`\\b(${Object.keys(services).join('|')}):(\\d+)`, 'g'));
  for (const [, name, port] of named) expect(served[name!]).toContain(port);
  expect(text).toContain(`http://127.0.0.1:${services.api!.environment!.PORT}/health/ready`);
  expect(text).toContain(`http://127.0.0.1:${metrics}/metrics`);
  const { scrape_configs: asked } = parse(readFileSync(join(root, 'compose/prometheus.yml'), 'utf8')) as Scraping;
  const [ourselves, temporal] = asked;
  expect(ourselves!.dns_sd_configs).toEqual([expect.objectContaining({ names: ['api', 'worker'], port: Number(metrics) })]);
  for (const target of temporal!.static_configs![0]!.targets) {
    const [name, port] = target.split(':');
    expect(served[name!]).toContain(port);
  }
  expect(dockerfile).toContain(`EXPOSE ${services.api!.environment!.PORT}\n`);
});

interface Scraping {
  scrape_configs: { dns_sd_configs?: { names: string[]; port: number }[]; static_configs?: { targets: string[] }[] }[];
}

test('what is open on this machine is open on loopback alone, with a port for each API', () => {
  const published = Object.values(services).flatMap(({ ports = [] }) => ports);
  expect(published.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
  const [, from, to] = /:-(\d+)-(\d+)\}:/.exec(services.api!.ports![0]!)!;
  expect(Number(to) - Number(from) + 1).toBe(services.api!.deploy!.replicas);
  expect([services.api!.deploy!.replicas, services.worker!.deploy!.replicas]).toEqual([2, 2]);
});

test('the API and the worker wait for records that are migrated and a Temporal that has their namespace', () => {
  for (const name of ['api', 'worker']) {
    expect(Object.keys(services[name]!.depends_on!)).toEqual(['migrate', 'temporal-namespace']);
  }
  for (const name of ['temporal-namespace', 'temporal-ui'])
    expect(Object.values(services[name]!.environment!)).toContain(services.api!.environment!.TEMPORAL_NAMESPACE);
});

test('every service that stays says whether it is well, and what runs once is waited for', () => {
  const staying = ['postgres', 'temporal', 'api', 'worker'];
  for (const name of staying) expect(services[name]!.healthcheck).toBeDefined();
  const once = ['temporal-schema', 'temporal-namespace', 'migrate'];
  const waits = Object.values(services).flatMap(({ depends_on = {} }) => Object.entries(depends_on));
  for (const [name, { condition }] of waits)
    expect([name, condition]).toEqual([name, once.includes(name) ? 'service_completed_successfully' : 'service_healthy']);
});

test('Dondoc runs as nobody in particular, on a file system it cannot write, and has its time to end', () => {
  for (const [, service] of ours) {
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], init: true });
    expect(Number.parseInt(service.stop_grace_period!, 10)).toBeGreaterThan(8);
  }
  const last = dockerfile.slice(dockerfile.lastIndexOf('FROM '));
  expect(last).toMatch(/^FROM node:\d+-bookworm-slim\n/);
  expect(last).toMatch(/\nUSER node\n/);
});

test('each file that is mounted, and each program that is run, is there', () => {
  for (const { volumes = [], command = [] } of Object.values(services)) {
    const mounted = volumes.filter((volume) => volume.startsWith('./')).map((volume) => volume.split(':')[0]!);
    for (const path of [...mounted, ...command.map(sourceOf).filter((file) => file !== undefined)])
      expect([path, existsSync(join(root, path))]).toEqual([path, true]);
  }
});

test('the image is built from every room that its programs import, and no other', () => {
  const { rooms } = require(join(root, 'layers.cjs')) as { rooms: Record<string, { imports: string[] }> };
  const built = /tsc -b ([\w ]+)/.exec(dockerfile)![1]!.trim().split(' ');
  const needed = new Set(['web', ...built]);
  for (const room of needed) for (const imported of rooms[room]!.imports) needed.add(imported);
  const copied = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');
  const folders = copied.filter((line) => /^!\w+$/.test(line)).map((line) => line.slice(1));
  expect(folders.toSorted()).toEqual([...needed, 'examples'].toSorted());
  const run = ours.flatMap(([, { command = [] }]) => command.map(sourceOf).filter((file) => file !== undefined));
  for (const file of run) expect(built).toContain(file.split('/')[0]);
});

test('the image keeps the core of one platform, and no tool that only builds', () => {
  expect(dockerfile).toMatch(/core-bridge\/releases[^]*! -name "\$\(uname -m\)-unknown-linux-gnu"/);
  expect(existsSync(join(root, 'node_modules/@temporalio/core-bridge/releases/x86_64-unknown-linux-gnu'))).toBe(true);
  expect(existsSync(join(root, 'node_modules/@temporalio/core-bridge/releases/aarch64-unknown-linux-gnu'))).toBe(true);
  expect(dockerfile).toContain('npm ci --ignore-scripts');
  expect(dockerfile).toContain('npm prune --omit=dev');
});

/** The file that a program of the image was compiled from. */
function sourceOf(part: string): string | undefined {
  return part.startsWith('dist/') ? part.replace(/^dist\//, '').replace(/\.js$/, '.ts') : undefined;
}

// The compose program is not on every machine; where it is, it has the last word.
const compose = [['docker', 'compose'] as const, ['docker-compose'] as const].find(
  ([program, ...args]) => spawnSync(program, [...args, 'version'], { stdio: 'ignore' }).status === 0,
);
const skipped = compose === undefined ? ' (skipped: docker compose is not installed)' : '';

(compose === undefined ? test.skip : test)(
  `the compose program takes the file with all secrets set, and refuses it without${skipped}`,
  () => {
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
  },
);
