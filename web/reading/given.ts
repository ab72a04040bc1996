import type { BodyOf } from '../../contract/http-api.js';
import type { OperationAt } from '../api/routes.js';

/** What is decided on a reading, as the server takes it. */
export type Decisions = NonNullable<BodyOf<OperationAt<'readings', 'planFile'>>>;
export type HeadGiven = NonNullable<Decisions['head']>;
export type ItemGiven = NonNullable<Decisions['items']>[string];
