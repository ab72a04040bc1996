import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** How the secret of a session travels: in a cookie that scripts cannot read; on https under a name that no other host can set. */
export class SessionCookie {
  readonly #secure: boolean;
  readonly #name: string;

  constructor(origin: string | undefined) {
    this.#secure = origin?.startsWith('https:') ?? false;
    this.#name = this.#secure ? '__Host-dondoc' : 'dondoc';
  }

  async register(app: FastifyInstance): Promise<void> {
    await app.register(cookie);
  }

  read(request: FastifyRequest): string | undefined {
    const secret = request.cookies[this.#name];
    return secret !== undefined && SECRET.test(secret) ? secret : undefined;
  }

  /** What a sign-in under way at a provider needs when it comes back. */
  held(request: FastifyRequest): string | undefined {
    return request.cookies[`${this.#name}-oidc`];
  }

  hold(reply: FastifyReply, held: string): void {
    reply.setCookie(`${this.#name}-oidc`, held, { ...this.#options(), maxAge: HELD_S });
  }

  letGo(reply: FastifyReply): void {
    reply.clearCookie(`${this.#name}-oidc`, this.#options());
  }

  /** Hands out a new secret, whatever cookie came along. */
  keep(reply: FastifyReply, secret: string): void {
    reply.setCookie(this.#name, secret, this.#options());
  }

  /** Has the browser forget the session and all it kept of it. */
  drop(reply: FastifyReply): void {
    reply.clearCookie(this.#name, this.#options()).header('Clear-Site-Data', '"cache", "cookies", "storage"');
  }

  #options() {
    return { path: '/', httpOnly: true, sameSite: 'lax' as const, secure: this.#secure };
  }
}

/** Time to sign in at a provider. */
const HELD_S = 600;
const SECRET = /^[A-Za-z0-9_-]{43}$/;
