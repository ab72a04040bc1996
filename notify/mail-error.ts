/** Why a letter did not go out. `transient`: try again later; otherwise this letter to this address never will. */
export class MailError extends Error {
  constructor(
    readonly transient: boolean,
    /** Stable code: `MAIL_ADDRESS`, `MAIL_REFUSED`, `MAIL_SERVER`, `MAIL_FOLDER`. */
    readonly code: string,
    /** What the other side said, in one line: never credentials. */
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
    this.name = new.target.name;
  }
}

/** Server away, busy, or refusing us (sign-in, TLS, sender): an operator's matter, the letter is kept and tried again. */
export class MailTransientError extends MailError {
  constructor(code: string, detail: string) {
    super(true, code, detail);
  }
}

/** The address is none, or the server refused it, or the letter, for good (5xx). */
export class MailPermanentError extends MailError {
  constructor(code: string, detail: string) {
    super(false, code, detail);
  }
}
