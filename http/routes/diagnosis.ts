import type { Dondoc } from '../../client/dondoc.js';
import type { operations } from '../../contract/http-api.js';
import type { Handlers } from '../serve.js';

export function diagnosisHandlers({ diagnosis }: Dondoc): Handlers<typeof operations.diagnosis> {
  return { get: ({ actor }) => diagnosis.get(actor) };
}
