import { MUTEABLE_KINDS, type Preferences } from '../domain/preference.js';
import { recordHouse } from '../store/house.js';
import { mutedKinds, setMutedKinds } from '../store/preferences.js';
import { type ClientDeps, instantOf } from './deps.js';
import type { PreferenceVerbs } from './dondoc-session.js';

/** Verbs on what a person wants told by mail; what asks for something cannot be switched off. */
export function preferenceVerbs(deps: ClientDeps): PreferenceVerbs {
  return {
    async get({ person }) {
      const kinds = await mutedKinds(deps.db, person);
      return { muted: MUTEABLE_KINDS.filter((kind) => kinds.includes(kind)) };
    },
    async set({ person }, { muted }: Preferences) {
      const { nowMs } = await instantOf(deps);
      await deps.db.transaction().execute(async (trx) => {
        await setMutedKinds(trx, person, muted);
        await recordHouse(trx, [{ type: 'preferencesSet', atMs: nowMs, data: { person, muted: [...muted] }, actor: person }], nowMs);
      });
    },
  };
}
