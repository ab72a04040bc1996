import { useIsFetching } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Refusal } from '../api/ask.js';
import { useWords } from '../words/words.js';

const SOON_MS = 400;

/** The bar at the top while figures come; not for what comes at once. */
export function LoadingBar() {
  const fetching = useIsFetching() > 0;
  const [shown, show] = useState(false);
  useEffect(() => {
    if (!fetching) {
      show(false);
      return undefined;
    }
    const timer = window.setTimeout(() => show(true), SOON_MS);
    return () => window.clearTimeout(timer);
  }, [fetching]);
  return shown ? <div className="loading-bar" /> : null;
}

/** Grey rows in place of what is still to come. */
export function GreyRows({ rows = 6 }: { rows?: number }) {
  const { say } = useWords();
  return (
    <div aria-busy="true">
      <p className="hidden-words">{say('web.loading')}</p>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="grey-row">
          <span style={{ width: `${30 + ((row * 17) % 45)}%` }} />
        </div>
      ))}
    </div>
  );
}

/** What went wrong and the way out, in place. */
export function Trouble({ refusal }: { refusal: Refusal | null | undefined }) {
  const { say } = useWords();
  if (!refusal) return null;
  const said = refusal.offline ? say('web.offline') : refusal.status === 404 ? say('web.notFound') : refusal.problem?.detail;
  return (
    <div className="banner over" role="alert">
      <div>
        <b>{said ?? say('web.server')}</b>
        {refusal.problem?.problems.map(({ code, path, detail }) => (
          <div key={`${code}${path}${detail}`} className="secondary">
            {detail}
          </div>
        ))}
      </div>
    </div>
  );
}

/** Says a change to those who hear the page instead of seeing it. */
export function Spoken({ children }: { children: string }) {
  return (
    <p className="hidden-words" aria-live="polite">
      {children}
    </p>
  );
}
