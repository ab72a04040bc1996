import {
  bundleWorkflowCode,
  DefaultLogger,
  type NativeConnection,
  Worker,
  type WorkerDeploymentOptions,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import type { DataConverter } from '@temporalio/common';
import { dirname, extname, join } from 'node:path';
import { TASK_QUEUE } from '../contract/names.js';
import { deflateCodec } from '../relay/codec.js';

/** Bundles the workflows; made once and shared by all workers of a process. `path` is the file that exports them. */
export async function bundleWorkflows(path: string): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({
    workflowsPath: path,
    failureConverterPath: failureConverterBeside(path),
    logger: new DefaultLogger('ERROR'),
  });
}

/** The file that says how failures are written, beside the one that exports the workflows. */
export function failureConverterBeside(workflowsPath: string): string {
  return join(dirname(workflowsPath), `failure-converter${extname(workflowsPath)}`);
}

export interface WorkerOptions {
  connection: NativeConnection;
  namespace?: string;
  taskQueue?: string;
  bundle: { code: string } | { codePath: string };
  activities: object;
  /** How payloads and failures are written; deflated unless given. */
  dataConverter?: DataConverter;
  /** Workflows kept in memory between their tasks. */
  maxCachedWorkflows?: number;
  /** The version it takes tasks as, where Temporal routes by it. Lanes go over to the newest at their next task: plans last for years. */
  deployment?: { name: string; build: string };
  /** Holds back changes of workflow code that are marked as patches: lanes go on as the version before would have them. */
  holdPatches?: boolean;
}

/** A worker for lanes and notices. A crash of a worker costs at most a second: workflows stick to it no longer than that. */
export async function createWorker({
  connection,
  namespace = 'default',
  taskQueue = TASK_QUEUE,
  bundle,
  activities,
  dataConverter = { payloadCodecs: [deflateCodec] },
  maxCachedWorkflows = 500,
  deployment,
  holdPatches = false,
}: WorkerOptions): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle: bundle,
    activities,
    dataConverter,
    stickyQueueScheduleToStartTimeout: '1 second',
    maxCachedWorkflows,
    shutdownGraceTime: '5 seconds',
    ...(deployment && { workerDeploymentOptions: versionedAs(deployment) }),
    ...(holdPatches && { patchActivationCallback: () => false }),
  });
}

/** How a worker tells Temporal its version: each lane moves to the current one by itself. */
export function versionedAs({ name, build }: { name: string; build: string }): WorkerDeploymentOptions {
  return { version: { deploymentName: name, buildId: build }, useWorkerVersioning: true, defaultVersioningBehavior: 'AUTO_UPGRADE' };
}
