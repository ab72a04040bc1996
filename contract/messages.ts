import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';

/** Messages of workflows. A command travels without id, actor or text: its place in the batch names it. */

/** A command as a lane decides it: its data and the instant of its lodging, epoch milliseconds. */
export interface BatchCommand {
  atMs: number;
  data: { type: string };
}

/** A numbered batch of commands of one lane. Its members never change; `fingerprint` is made from their ids. */
export interface Batch {
  no: number;
  fingerprint: string;
  commands: BatchCommand[];
}

/** What became of one command: its problem, its poison (a rule threw), or how many of the answer's events are its. */
export type BatchOutcome = { events: number } | { problem: { code: string; data: Record<string, string | number> } } | { poison: string };

/** Decision of a batch: outcomes in order of its commands, events in order of the lane. */
export interface BatchAnswer {
  no: number;
  fingerprint: string;
  outcomes: BatchOutcome[];
  events: { type: string; atMs: number }[];
}

/** Decides a batch. Synchronous, without validator: a validator would refuse neighbours. The same batch again gets the same answer. */
export const decideBatch = defineUpdate<BatchAnswer, [Batch]>('decideBatch');

/** State of a lane, for diagnosis only. */
export const laneState = defineQuery<unknown>('laneState');

/** The point for which a lane's timer is set, or whether it is doing work or lodging a tick; for diagnosis only. */
export const laneTimer = defineQuery<{ forMs?: number; working?: boolean }>('laneTimer');

/** Tells the notify workflow that there is something to deliver. */
export const wakeNotify = defineSignal('wakeNotify');

/** Failure type of a batch whose number follows neither the last one nor is it: store and workflow disagree. */
export const DRIFT = 'DRIFT';
