import { type Config, readConfig } from '../config/config.js';
import { type Language, render } from '../i18n/render.js';
import type { WordKey } from '../i18n/vi.js';
import { Api } from './api.js';
import { accountFrom, addressFrom, type Globals, hasAccount } from './settings.js';
import type { Watch } from './sending.js';
import type { Terminal } from './terminal.js';

/** What every command runs on: the terminal, the language, the environment and the API, each made when it is first needed. */
export class Cli {
  private asked?: Api;
  private read?: Config;

  constructor(
    readonly terminal: Terminal,
    readonly language: Language,
    readonly globals: Globals,
    private readonly env: Record<string, string | undefined>,
    readonly signal?: AbortSignal,
  ) {}

  /** Reads the environment; throws ConfigError. */
  get config(): Config {
    return (this.read ??= readConfig(this.env));
  }

  /** The API with the token given; throws CliProblem where there is none. */
  get api(): Api {
    return (this.asked ??= new Api(accountFrom(this.config, this.globals), this.watch()));
  }

  /** The API with another token than the one given. */
  apiAs(token: string): Api {
    return new Api({ url: addressFrom(this.config, this.globals), token }, this.watch());
  }

  get hasAccount(): boolean {
    return hasAccount(this.config, this.globals);
  }

  word(key: WordKey, data: Record<string, string | number> = {}): string {
    return render(this.language, key, data);
  }

  /** Prints a result: the value itself with `--json`, else its words. */
  async show(value: unknown, words: () => string | Promise<string>): Promise<void> {
    if (this.terminal.json) this.terminal.value(value);
    else this.terminal.out(await words());
  }

  /** Something beside the result, for people. */
  note(key: WordKey, data: Record<string, string | number> = {}): void {
    if (!this.terminal.json) this.terminal.say(this.terminal.dim(this.word(key, data)));
  }

  watch(): Watch {
    let told = false;
    return {
      language: this.language,
      ...(this.signal && { signal: this.signal }),
      waiting: (why) => {
        if (told || !this.terminal.watched) return;
        told = true;
        this.terminal.say(this.terminal.dim(this.word('cli.waiting', { why })));
      },
    };
  }
}
