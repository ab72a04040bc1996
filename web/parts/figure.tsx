/** A figure and what it counts, in a row of figures. */
export function Figure({ value, name }: { value: string; name: string }) {
  return (
    <li>
      <b>{value}</b> <span>{name}</span>
    </li>
  );
}
