import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from 'wouter';

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { primary?: boolean; small?: boolean; busy?: boolean };

const look = (primary = false, small = false) => `button${primary ? ' primary' : ''}${small ? ' small' : ''}`;

/** A button is never disabled: pressed too early, it says what is missing. While its act is under way it takes no second press. */
export function Button({ primary, small, busy, onClick, className = '', ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={`${look(primary, small)} ${className}`}
      aria-busy={busy || undefined}
      onClick={busy ? undefined : onClick}
      {...rest}
    />
  );
}

export function LinkButton({ to, primary, small, children }: { to: string; primary?: boolean; small?: boolean; children: ReactNode }) {
  return (
    <Link to={to} className={look(primary, small)}>
      {children}
    </Link>
  );
}
