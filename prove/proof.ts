import type { NoticeFigures } from './check-notices.js';
import type { TimeFigures } from './check-time.js';
import type { Deed } from './nemesis.js';
import type { Senders } from './senders.js';
import { findClockLibrary, type Topology } from './topology.js';

/** What a run came to. It holds where `wrong` is empty. */
export interface Proof {
  seed: number;
  versions: { node: string; postgres: string; temporal: string };
  /** Commands that senders were answered: decided, refused, or given up without an answer. */
  commands: { ok: number; refused: number; unknown: number; asked: number };
  /** Killings, the processes that died by them, and how often each was at which named point. */
  kills: { deeds: number; processes: number; atPoints: Record<string, number> };
  /** What else was done to it, by kind. */
  deeds: Record<string, number>;
  time: Omit<TimeFigures, 'wrong'>;
  notices: Omit<NoticeFigures, 'wrong'>;
  figures: number;
  lanes: number;
  /** From the last mending until nothing was left to do. */
  quietAfterMs: number;
  /** Receipts older than the copy that were there again after it was restored. */
  rewound?: number;
  /** Parts that took longer to end than they are given, when their process was asked to end. */
  slowParts: string[];
  /** What this machine did not let us try, and why. */
  skipped: string[];
  wrong: string[];
}

/** Sums up a run. */
export function proofOf(run: {
  seed: number;
  topology: Topology;
  senders: Senders;
  deeds: readonly Deed[];
  quietAfterMs: number;
  time: TimeFigures;
  notices: NoticeFigures;
  figures: number;
  lanes: number;
  rewound?: number;
  whole: boolean;
  wrong: string[];
}): Proof {
  const { seed, topology, senders, deeds, quietAfterMs, time, notices, figures, lanes, rewound, whole, wrong } = run;
  const count = (outcome: string) => senders.answered.filter((answer) => answer.outcome === outcome).length;
  const kills = deeds.filter((deed) => deed.kills > 0);
  const points = kills.flatMap(({ what }) => / at (\w+)$/.exec(what)?.[1] ?? []);
  return {
    seed,
    versions: { node: process.versions.node, postgres: topology.postgres.version, temporal: topology.temporal.version },
    commands: {
      ok: count('ok'),
      refused: count('fail'),
      unknown: count('unknown'),
      asked: senders.answered.reduce((sum, { tries }) => sum + tries, 0),
    },
    kills: { deeds: kills.length, processes: kills.reduce((sum, deed) => sum + deed.kills, 0), atPoints: tally(points) },
    deeds: tally(deeds.filter((deed) => deed.kills === 0).map(({ what }) => what.replace(/(api|worker)-\d/, '$1'))),
    time: { fired: time.fired, lateMs: time.lateMs },
    notices: { notices: notices.notices, letters: notices.letters, extra: notices.extra },
    figures,
    lanes,
    quietAfterMs,
    ...(rewound !== undefined && { rewound }),
    slowParts: topology.slowParts,
    skipped: skippedOf(topology, whole),
    wrong,
  };
}

function skippedOf(topology: Topology, whole: boolean): string[] {
  if (!whole) return ['full disk, faked clocks and a restored copy: in the full form alone'];
  return [
    ...(topology.postgres.small ? [] : ['a full disk: a small file system cannot be mounted here']),
    ...(findClockLibrary() === undefined ? ['clocks that jump: libfaketime is not installed'] : []),
  ];
}

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
