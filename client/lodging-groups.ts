import { type CommandRow, lodge, lodgeAll, type LodgingWithContent } from '../store/commands.js';
import type { ClientDeps } from './deps.js';

type Answer = { row: CommandRow; fresh: boolean };

interface Sender extends LodgingWithContent {
  resolve(answer: Answer | Promise<Answer>): void;
  reject(error: unknown): void;
}

/** Most commands of one group, and most bytes of their content: a group answers none before it has stored all. */
const MOST = 250;
const MOST_BYTES = 1024 * 1024;

/**
 * Lodges commands in groups: those that arrive in one turn, or while a group is being stored, are stored together in the next. A lone
 * command goes at once. Each is answered on its own; where a group cannot be stored, each of it is stored or refused alone.
 */
export class LodgingGroups {
  readonly #deps: Pick<ClientDeps, 'db' | 'clock'>;
  #waiting: Sender[] = [];
  #storing = false;

  constructor(deps: Pick<ClientDeps, 'db' | 'clock'>) {
    this.#deps = deps;
  }

  lodge(given: LodgingWithContent): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...given, resolve, reject });
      if (this.#storing) return;
      this.#storing = true;
      setImmediate(() => void this.#store());
    });
  }

  async #store(): Promise<void> {
    while (this.#waiting.length > 0) await this.#storeGroup(this.#take());
    this.#storing = false;
  }

  #take(): Sender[] {
    let bytes = 0;
    const tooMany = this.#waiting.findIndex(({ content }, index) => index > 0 && (bytes += content?.bytes.length ?? 0) > MOST_BYTES);
    return this.#waiting.splice(0, Math.min(MOST, tooMany === -1 ? MOST : tooMany));
  }

  async #storeGroup(group: Sender[]): Promise<void> {
    const { db, clock } = this.#deps;
    const alone = async ({ lodging, content }: Sender) => lodge(db, lodging, await clock.instant(), content);
    try {
      const [only, ...others] = group;
      if (only && others.length === 0) return only.resolve(await alone(only));
      const answers = await lodgeAll(db, group, await clock.instant());
      for (const [index, { resolve }] of group.entries()) resolve(answers[index]!);
    } catch (error) {
      if (group.length === 1) return group[0]!.reject(error);
      for (const sender of group) sender.resolve(alone(sender));
    }
  }
}
