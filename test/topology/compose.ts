import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A service of docker-compose.yml, as far as the tests look at it. */
export interface Service {
  image?: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  deploy?: { replicas: number };
  healthcheck?: { test?: string[]; disable?: boolean };
  ports?: string[];
  volumes?: string[];
  stop_grace_period?: string;
}

/** The services of docker-compose.yml as it stands, variables not filled in. */
export function servicesOf(): Record<string, Service> {
  const file = join(__dirname, '..', '..', 'docker-compose.yml');
  return (parse(readFileSync(file, 'utf8'), { merge: true }) as { services: Record<string, Service> }).services;
}

/** An environment with its variables filled in from those given, as the compose program does it. */
export function filled(environment: Record<string, string>, given: Record<string, string>): Record<string, string> {
  const fill = (value: string) => value.replace(/\$\{(\w+)(?::[^}]*)?\}/g, (_, name: string) => given[name] ?? '');
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, fill(value)]));
}
