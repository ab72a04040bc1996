import type { ChangedUnit, Dondoc } from '../../client/dondoc.js';
import type { operations } from '../../contract/http-api.js';
import { ProblemError, problem } from '../../domain/problem.js';
import type { RawBody } from '../body.js';
import type { Language } from '../../i18n/render.js';
import { told } from '../problem.js';
import type { Handlers } from '../serve.js';

export function unitHandlers({ units }: Dondoc): Handlers<typeof operations.units> {
  return {
    list: ({ actor, query }) => units.list(actor, query),
    get: ({ actor, params, query }) => units.get(actor, params.unit, query.on),
    add: async ({ actor, body, language }) => toldWarnings(await units.add(actor, body), language),
    change: async ({ actor, params, body, language }) => toldWarnings(await units.change(actor, params.unit, body), language),
    close: async ({ actor, params, body, language }) => toldWarnings(await units.close(actor, params.unit, body.on), language),
    import: async ({ actor, body, file, query, language }) => {
      const { warnings, ...counts } = await units.importFile(actor, unitFile(file, body), query.dryRun ?? false);
      return { ...counts, warnings: warnings.map((warning) => told(warning, language)) };
    },
  };
}

function toldWarnings({ id, warnings }: ChangedUnit, language: Language) {
  return { id, warnings: warnings.map((warning) => told(warning, language)) };
}

/** The bytes of a unit file with a name that tells its kind; sent as they are, so that their encoding is found out by its reader. */
function unitFile({ bytes, upload }: RawBody, body: { text: string; format?: string } | undefined): { bytes: Uint8Array; name?: string } {
  if (upload !== undefined) return { bytes, name: `units.${upload}` };
  if (!body) throw new ProblemError(problem('FIELD_REQUIRED', { field: 'text' }, 'text'));
  return { bytes: Buffer.from(body.text, 'utf8'), ...(body.format !== undefined && { name: `units.${body.format}` }) };
}
