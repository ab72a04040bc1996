import { useEffect } from 'react';
import { useLocation } from 'wouter';

/** Whether single keys act: they can be switched off (WCAG 2.1.4). */
const SWITCH = 'dondoc.keys';
export const keysAreOn = (): boolean => localStorage.getItem(SWITCH) !== 'off';
export const switchKeys = (on: boolean): void => localStorage.setItem(SWITCH, on ? 'on' : 'off');

/** Whether a key belongs to what is typed into. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  return (
    event.ctrlKey || event.metaKey || event.altKey || target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
  );
}

const GOES: Record<string, string> = { v: '/inbox', k: '/plans', c: '/late', t: '/targets' };
const CHORD_MS = 1500;

/** Keys that work everywhere: `/` to search, `g` and a letter to go. */
export function useKeys(): void {
  const [, go] = useLocation();
  useEffect(() => {
    let chordMs = 0;
    const press = (event: KeyboardEvent) => {
      if (isTyping(event) || !keysAreOn()) return;
      if (event.key === '/') {
        event.preventDefault();
        document.getElementById('search')?.focus();
      } else if (event.key === 'g') {
        chordMs = event.timeStamp;
      } else if (chordMs > 0 && event.timeStamp - chordMs < CHORD_MS && GOES[event.key]) {
        event.preventDefault();
        event.stopImmediatePropagation();
        chordMs = 0;
        go(GOES[event.key]!);
      }
    };
    window.addEventListener('keydown', press, true);
    return () => window.removeEventListener('keydown', press, true);
  }, [go]);
}
