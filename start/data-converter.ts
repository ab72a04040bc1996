import type { DataConverter } from '@temporalio/common';
import type { Config } from '../config/config.js';
import { payloadCodecs } from '../relay/codec.js';
import { failureConverterBeside } from '../workers/worker.js';
import { workflowsPath } from './bundle.js';

/** How this installation writes into histories: deflated, sealed under its keys, the texts of failures too. */
export function dataConverterOf({ payloadKeys }: Pick<Config, 'payloadKeys'>): DataConverter {
  return { payloadCodecs: payloadCodecs(payloadKeys), failureConverterPath: failureConverterBeside(workflowsPath) };
}
