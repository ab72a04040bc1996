import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

const GATHER_MS = 250;

/** Reads anew what is shown when others act: the server tells that something changed, never what. */
export function useLive(on: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!on) return undefined;
    let timer: number | undefined;
    const source = new EventSource('/api/v1/events');
    const heard = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => void queries.invalidateQueries(), GATHER_MS);
    };
    source.addEventListener('message', heard);
    source.addEventListener('changed', heard);
    return () => {
      window.clearTimeout(timer);
      source.close();
    };
  }, [on, queries]);
}
