/** Bundles the workflows into the file named, apart from jest, whose module loader makes webpack ten times slower. */
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [, , workflowsPath, file] = process.argv;
const failureConverterPath = join(workflowsPath, '..', 'failure-converter.ts');
const { code } = await bundleWorkflowCode({ workflowsPath, failureConverterPath, logger: new DefaultLogger('ERROR') });
writeFileSync(`${file}.${process.pid}`, code);
renameSync(`${file}.${process.pid}`, file);
