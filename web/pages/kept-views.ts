/** A search of the list of plans that a person kept. */
export interface KeptView {
  q: string;
  status: string;
}

const KEPT = 'dondoc.views';
const MAX_KEPT = 6;

/** The kept searches of this computer, newest first. */
export function keptViews(): KeptView[] {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '[]') as KeptView[];
  } catch {
    return [];
  }
}

export function keepView(view: KeptView): KeptView[] {
  const views = [view, ...keptViews().filter(({ q, status }) => q !== view.q || status !== view.status)].slice(0, MAX_KEPT);
  localStorage.setItem(KEPT, JSON.stringify(views));
  return views;
}
