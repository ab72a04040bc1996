import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPlanFile, writePlanFile } from '../contract/plan-file.js';
import { readFileTree } from '../contract/plan-file-tree.js';
import type { Dondoc, PersonInput } from '../client/dondoc.js';
import type { Actor } from '../domain/access.js';
import { EVERYWHERE } from '../domain/access.js';
import { dayOfMs, yearOf } from '../domain/day.js';
import { rebasePlan } from '../domain/rebase.js';
import { FIRST_ADMINISTRATOR } from './first-administrator.js';
import { writeSecret } from './secret-file.js';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

/** The sample organisation in the data folder: a token a sample person, and the sample plans moved to this year. */
export interface Sample {
  /** Folder with one 0600 file of a token for each sample person. */
  tokens: string;
  /** Folder with the sample plans, moved by whole years to the year of today. */
  plans: string;
  people: number;
}

/**
 * Loads the sample province, its people and one token for each of them, and writes the sample plans moved to this year, ready to issue.
 * Done once: where every sample person has a token file, and a plan its file, they stay as they are, whatever was made of them since.
 */
export async function loadSample(dondoc: Dondoc, dataDir: string, asked?: AbortSignal): Promise<Sample> {
  const tokens = join(dataDir, 'tokens');
  const plans = join(dataDir, 'plans');
  mkdirSync(tokens, { recursive: true, mode: 0o700 });
  mkdirSync(plans, { recursive: true });
  const people = samplePeople();
  const kept = new Set(readdirSync(tokens));
  const without = people.filter(({ id }) => !kept.has(id));
  if (without.length > 0) {
    await dondoc.units.importFile(administrator, { bytes: readFileSync(join(examples, 'units.csv')), name: 'units.csv' });
    await dondoc.people.importPeople(
      administrator,
      people.map((person) => ({ ...person, sample: true })),
    );
  }
  for (const { id } of without) {
    asked?.throwIfAborted();
    const { token } = await dondoc.people.createToken(administrator, { person: id, label: 'sample' });
    writeSecret(join(tokens, id), token);
  }
  for (const file of readdirSync(examples).filter((name) => /^plan-.*\.yaml$/.test(name)))
    if (!existsSync(join(plans, file))) movePlan(join(examples, file), join(plans, file), Date.now());
  if (without.length > 0) await keepDrafts(dondoc, people, plans);
  return { tokens, plans, people: people.length };
}

/** Keeps each sample plan as a draft of its issuer, so that it is at hand on the pages as well. */
async function keepDrafts(dondoc: Dondoc, people: readonly PersonInput[], plans: string): Promise<void> {
  for (const file of readdirSync(plans).filter((name) => name.endsWith('.yaml'))) {
    const text = readFileSync(join(plans, file), 'utf8');
    const read = readPlanFile(text);
    if (!('plan' in read)) continue;
    const person = people.find(({ grants }) => grants.some(({ role, unit }) => role === 'issuer' && unit === read.plan.issuer));
    if (!person) continue;
    const { id: unit } = await dondoc.units.get(administrator, read.plan.issuer);
    const issuer: Actor = {
      person: person.id,
      name: person.name,
      language: 'vi',
      grants: [{ id: `${person.id}:issuer`, role: 'issuer', unit }],
    };
    await dondoc.plans.draft(issuer, { text, format: 'yaml' });
  }
}

const administrator: Actor = {
  person: FIRST_ADMINISTRATOR,
  name: FIRST_ADMINISTRATOR,
  language: 'vi',
  grants: [{ id: `${FIRST_ADMINISTRATOR}:administrator`, role: 'administrator', unit: EVERYWHERE }],
};

/** Writes a sample plan moved by whole years to the year of today, so that its periods are open when it is tried. */
function movePlan(from: string, to: string, nowMs: number): void {
  const read = readPlanFile(readFileSync(from, 'utf8'));
  if (!('plan' in read)) throw new Error(`${from}: ${JSON.stringify(read.problems)}`);
  const { plan } = read;
  const years = yearOf(dayOfMs(nowMs)) - yearOf(plan.date ?? plan.horizon.from);
  writeFileSync(to, writePlanFile(rebasePlan(plan, years)));
}

function samplePeople(): PersonInput[] {
  const tree = readFileTree(readFileSync(join(examples, 'people.yaml'), 'utf8'), 'yaml');
  if ('problems' in tree) throw new Error(`people.yaml: ${JSON.stringify(tree.problems)}`);
  return tree.value as PersonInput[];
}
