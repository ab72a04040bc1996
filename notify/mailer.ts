import { composeMessage, type Delivery, isAddress, type Message, messageIdOf } from './message.js';
import { createFolder } from './mail-folder.js';
import { createSmtp, type SmtpConfig } from './smtp.js';

/** Where letters leave. Without `smtp` they are kept in `folder`, one .eml file each. */
export interface MailConfig {
  /** Address of the sender; Message-IDs are made under its domain. */
  from: string;
  fromName?: string;
  smtp?: SmtpConfig;
  folder: string;
}

/** What went out: the id and hash that the delivery log keeps. */
export interface Sent {
  messageId: string;
  /** Hex SHA-256 of the bytes sent. */
  sha256: string;
}

/** The mail channel. It sends once and does not retry: retries are the caller's, and the same delivery is the same bytes each time. */
export interface Mailer {
  /** Sends a delivery; MailTransientError where trying again may help, MailPermanentError where it will not. */
  send(delivery: Delivery): Promise<Sent>;
  /** Message-ID under which a delivery is sent: the log notes it before, so that it is known what a lost answer was about. */
  messageIdOf(deliveryId: string): string;
}

/** A carrier of finished messages. */
export type Carrier = (message: Message) => Promise<void>;

/** The mailer of a configuration. RangeError MAIL_FROM where the sender is no address. */
export function createMailer({ from, fromName, smtp, folder }: MailConfig): Mailer {
  if (!isAddress(from)) throw new RangeError('MAIL_FROM');
  const carry: Carrier = smtp ? createSmtp(smtp) : createFolder(folder);
  const sender = { address: from, ...(fromName !== undefined && { name: fromName }) };
  return {
    send: async (delivery) => {
      const message = await composeMessage(delivery, sender);
      await carry(message);
      const { messageId, sha256 } = message;
      return { messageId, sha256 };
    },
    messageIdOf: (deliveryId) => messageIdOf(deliveryId, from),
  };
}
