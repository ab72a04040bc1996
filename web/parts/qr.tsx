import { encode } from 'uqr';

/** A QR code of a text, as one path; `label` says what it leads to. */
export function Qr({ text, label, large = false }: { text: string; label: string; large?: boolean }) {
  const { data, size } = encode(text, { border: 1 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg className={`qr${large ? ' large' : ''}`} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={path} fill="#1C1A17" />
    </svg>
  );
}
