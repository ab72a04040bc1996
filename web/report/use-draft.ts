import { useEffect, useRef, useState } from 'react';
import { checkReportBody, draftBody, type ReportBody } from '../../domain/report.js';
import { ask, Refusal } from '../api/ask.js';
import { formOf, type OnReport, type Report } from './report-data.js';

const PAUSE_MS = 800;
const AGAIN_MS = 10_000;
const EMPTY_MATTERS = new Set(['FIGURE_REQUIRED', 'NARRATIVE_REQUIRED']);

/** How a draft is kept: on the server, on this computer alone (no network, or a cell that is not right yet), or refused since another was first. */
export type Saved =
  | { how: 'none' }
  | { how: 'saving' }
  | { how: 'server'; atMs: number }
  | { how: 'local'; why: 'offline' | 'invalid' }
  | { how: 'conflict' };

/** The body being written, kept on this computer at each key and on the server after a pause; a closed laptop or a cut line loses nothing. */
export function useDraft(on: OnReport, report: Report, editable: boolean) {
  const kept = `dondoc.draft.${on.plan}|${on.unit}|${on.item}|${on.period}|${report.versions.length}`;
  const [body, setBody] = useState<ReportBody>(
    () => localBody(kept) ?? report.draft?.body ?? report.versions.at(-1)?.body ?? draftBody(formOf(report)).body,
  );
  const [saved, setSaved] = useState<Saved>({ how: 'none' });
  const revision = useRef(report.draft?.revision ?? '0');
  const changed = useRef(localBody(kept) !== undefined);
  const timer = useRef<number>(undefined);

  async function save(next: ReportBody): Promise<boolean> {
    window.clearTimeout(timer.current);
    const wrong = checkReportBody(formOf(report), next, { nil: false }).filter(({ code }) => !EMPTY_MATTERS.has(code));
    if (wrong.length > 0) {
      setSaved({ how: 'local', why: 'invalid' });
      return false;
    }
    setSaved({ how: 'saving' });
    try {
      const answer = await ask('reports', 'saveDraft', { params: { ...on }, body: next, ifMatch: revision.current });
      revision.current = answer.revision;
      changed.current = false;
      localStorage.removeItem(kept);
      setSaved({ how: 'server', atMs: Date.now() });
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const conflict = error.problem?.code === 'REVISION_CHANGED';
      setSaved(conflict ? { how: 'conflict' } : { how: 'local', why: error.offline ? 'offline' : 'invalid' });
      if (error.offline || error.status >= 500) timer.current = window.setTimeout(() => void save(next), AGAIN_MS);
      return false;
    }
  }

  useEffect(() => {
    if (!editable || !changed.current) return undefined;
    localStorage.setItem(kept, JSON.stringify(body));
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => void save(body), PAUSE_MS);
    return () => window.clearTimeout(timer.current);
  }, [body, editable]);

  return {
    body,
    saved,
    change(next: ReportBody) {
      changed.current = true;
      setBody(next);
    },
    saveNow: () => save(body),
    /** Takes what stands on the server in place of one's own. */
    takeTheirs(theirs: Report) {
      localStorage.removeItem(kept);
      changed.current = false;
      revision.current = theirs.draft?.revision ?? '0';
      if (theirs.draft) setBody(theirs.draft.body);
      setSaved({ how: 'none' });
    },
    /** Keeps one's own over what stands on the server. */
    keepMine(theirs: Report) {
      revision.current = theirs.draft?.revision ?? '0';
      return save(body);
    },
    forget: () => localStorage.removeItem(kept),
  };
}

function localBody(key: string): ReportBody | undefined {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? 'null') as ReportBody | null) ?? undefined;
  } catch {
    return undefined;
  }
}
