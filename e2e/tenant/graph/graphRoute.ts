import type { Person } from '../directory/person.ts';
import type { GraphToken } from '../signIn/appTokens.ts';
import type { TenantEnv } from '../tenantEnv.ts';
import type { World } from '../world.ts';
import { GraphRefusal, notFound } from './graphError.ts';

export type GraphVersion = 'v1.0' | 'beta';

/** One call of one Graph route, permissions already checked. */
export class GraphCall {
  readonly world: World;
  readonly request: Request;
  readonly env: TenantEnv['Bindings'];
  readonly version: GraphVersion;
  readonly token: GraphToken;
  readonly url: URL;
  readonly #params: ReadonlyMap<string, string>;

  constructor(
    world: World,
    request: Request,
    env: TenantEnv['Bindings'],
    version: GraphVersion,
    token: GraphToken,
    params: ReadonlyMap<string, string>,
  ) {
    this.world = world;
    this.request = request;
    this.env = env;
    this.version = version;
    this.token = token;
    this.url = new URL(request.url);
    this.#params = params;
  }

  param(name: string): string {
    const value = this.#params.get(name);
    if (value === undefined) throw new TypeError(`route has no parameter ${name}`);
    return value;
  }

  /** The person in the path, by id or UPN; below `/me` whoever has the token. */
  person(): Person {
    const id = this.token.personId ?? this.param('user');
    const person = this.world.directory.findPerson(id);
    if (!person) throw notFound(id);
    return person;
  }

  /** Notes in the log that something changed. */
  effect(name: string): void {
    this.world.log.effect(this.request, name);
  }

  has(...permissions: readonly string[]): boolean {
    return permissions.some((permission) => this.token.permissions.includes(permission));
  }

  context(path: string): string {
    return `${this.world.carried.origin}/${this.version}/$metadata#${path}`;
  }

  async json(): Promise<unknown> {
    const type = this.request.headers.get('Content-Type') ?? '';
    if (!/^application\/json\b/i.test(type)) {
      throw new GraphRefusal(415, 'unsupportedMediaType', 'Content-Type must be application/json.');
    }
    try {
      return JSON.parse(await this.request.text());
    } catch {
      throw new GraphRefusal(400, 'BadRequest', 'Unable to read JSON request payload.');
    }
  }
}

/** A route as data, so that method, version and permission checks live in one place. */
export interface GraphRoute {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Segments in any case; `{name}` takes one segment or part of one. */
  readonly path: string;
  readonly versions?: readonly GraphVersion[];
  /** Any one of these lets the call through: application permissions, below `/me` delegated ones. */
  readonly permissions: readonly string[];
  readonly handle: (call: GraphCall) => Response | Promise<Response>;
}

/** 200 (or another status) with JSON. */
export function jsonAnswer(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type':
        'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
    },
  });
}

/** 204 or 202 without a body. */
export function emptyAnswer(status: 202 | 204): Response {
  return new Response(null, { status });
}

/** Narrows parsed JSON to an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
