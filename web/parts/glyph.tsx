/** Glyphs of states and acts, drawn on a 16 × 16 field in the colour of their text. */
const PATHS = {
  tick: 'M3 8.5 6.5 12 13 4.5',
  tickLate: 'M1.5 8.5 5 12 10.5 4.5M13.5 3.5v6M13.5 12v.6',
  ring: 'M8 3.2a4.8 4.8 0 1 0 .01 0',
  cross: 'M4 4l8 8M12 4l-8 8',
  back: 'M6.5 3 3 6.5 6.5 10M3 6.5h6a3.5 3.5 0 0 1 0 7H7',
  none: 'M8 3a5 5 0 1 0 .01 0M4.5 11.5l7-7',
  dash: 'M4 8h8',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  hourglass: 'M4 2.5h8M4 13.5h8M5 2.5c0 3 3 4 3 5.5s-3 2.5-3 5.5M11 2.5c0 3-3 4-3 5.5s3 2.5 3 5.5',
  cycle: 'M12.8 6A5 5 0 1 0 13 9M13 3v3.2H9.8',
  up: 'M8 13V3.5M4 7.5l4-4 4 4',
  down: 'M8 3v9.5M4 8.5l4 4 4-4',
  urge: 'M8 2.5 14 13H2zM8 6.5v3M8 11.2v.3',
  clock: 'M8 2.5a5.5 5.5 0 1 0 .01 0M8 5v3.2l2 1.3',
  pen: 'M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3zM9 4.8l2.3 2.3',
  page: 'M4 2h5.5L12.5 5v9H4zM9 2v3.5h3.5',
  flag: 'M4 14V2.5M4 3h8l-2 2.7 2 2.8H4',
  info: 'M8 2.5a5.5 5.5 0 1 0 .01 0M8 7.2v4M8 4.8v.3',
  lock: 'M4 7.5h8V13.5H4zM5.5 7.5V5.5a2.5 2.5 0 0 1 5 0v2',
  search: 'M7 2.5a4.5 4.5 0 1 0 .01 0M10.5 10.5 14 14',
  right: 'M6 3.5 10.5 8 6 12.5',
  open: 'M3.5 6 8 10.5 12.5 6',
  person: 'M8 2.5a2.7 2.7 0 1 0 .01 0M3 14c.3-3.2 2.3-4.6 5-4.6s4.7 1.4 5 4.6',
  more: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  link: 'M6.5 9.5l3-3M7 5l1.5-1.5a2.8 2.8 0 0 1 4 4L11 9M9 11l-1.5 1.5a2.8 2.8 0 0 1-4-4L5 7',
} as const;

export type GlyphName = keyof typeof PATHS;

export function Glyph({ name, size = 15 }: { name: GlyphName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
