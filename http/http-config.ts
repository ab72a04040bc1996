/** How the HTTP door behaves; what is left out is as DEFAULTS says. */
export interface HttpConfig {
  /** Version told in the API description. */
  version?: string;
  /** Requests a minute for one token, or for one address where there is no good token; 0: no limit. */
  ratePerMinute?: number;
  /** Longest time for one request to be received, and to be answered. */
  requestTimeoutMs?: number;
  /** Addresses (CIDR) of proxies whose X-Forwarded-For is believed; none unless given, and never all (CVE-2026-3635, CVE-2026-16732). */
  trustProxy?: string[];
  /** Address people reach the pages by, such as `https://dondoc.example`: on https the session's cookie is bound to it. */
  origin?: string;
  /** Folder of the built web app; absent: the API alone is served. */
  pages?: string;
}

export const DEFAULTS: Required<Omit<HttpConfig, 'origin' | 'pages'>> = {
  version: '0.0.0',
  ratePerMinute: 600,
  requestTimeoutMs: 30_000,
  trustProxy: [],
};

/** Largest body of a request, unless its operation says otherwise. */
export const MAX_BODY = 1024 * 1024;

/** Largest file that is taken. */
export const MAX_UPLOAD = 20 * 1024 * 1024;

/** The log of the door: pino, or anything like it. Headers and bodies are never handed to it. */
export interface HttpLog {
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
}

/** Whether the process lives and can serve, for whoever watches it. */
export interface Health {
  /** Parts by name, each `ok` or a word of what is wrong; `ok` is whether requests can be served. */
  ready(): Promise<{ ok: boolean; parts: Record<string, string> }>;
}
