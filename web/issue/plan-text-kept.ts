const KEY = 'dondoc.plan-text';

/** Keeps the plan file made of a reading for the form that goes on with it, in this tab. */
export function keepPlanText(reading: string, text: string): void {
  sessionStorage.setItem(KEY, JSON.stringify({ reading, text }));
}

/** The plan file made of a reading; empty where there is none. */
export function keptPlanText(reading: string | undefined): string {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as { reading?: string; text?: string };
  return reading !== undefined && kept.reading === reading ? (kept.text ?? '') : '';
}
