import type pg from 'pg';

/** Lists of different lengths make ever new texts; those that come late are planned each time. */
const MOST_NAMES = 400;
/** `feature_not_supported`: "cached plan must not change result type", after a table was altered under us. */
const PLAN_OUTLIVED = '0A000';

/** Has statements prepared on the connections of one database. */
export interface StatementPreparation {
  /** For a connection that was just made. */
  prepareOn(client: pg.ClientBase): void;
}

type Callback = (error: unknown, result: unknown) => void;
type Query = (config: unknown, values?: unknown, callback?: Callback) => unknown;

/**
 * Has PostgreSQL read a statement once for each connection, and plan it the first few times, which is half of its work for a
 * short one: a text gets a name when it first comes up. What has no parameters stays as it is. Once a plan was outlived by its
 * table nothing is prepared any more: that connection would meet it again and again.
 */
export function createStatementPreparation(most = MOST_NAMES): StatementPreparation {
  const names = new Map<string, string>();
  let isOff = false;

  function nameOf(text: string | undefined): string | undefined {
    if (text === undefined) return undefined;
    const known = names.get(text);
    if (known !== undefined || names.size >= most) return known;
    const name = `s${names.size}`;
    names.set(text, name);
    return name;
  }

  function noteFailure(error: unknown): void {
    if (error instanceof Error && 'code' in error && error.code === PLAN_OUTLIVED) isOff = true;
  }

  return {
    prepareOn(client) {
      const send: Query = client.query.bind(client);
      const query: Query = (config, values, callback) => {
        const name = isOff || !hasValues(values) ? undefined : nameOf(textOf(config));
        if (name === undefined) return send(config, values, callback);
        const statement = typeof config === 'string' ? { text: config } : Object(config);
        const named = { ...statement, name };
        if (callback !== undefined) {
          return send(named, values, (error, result) => {
            noteFailure(error);
            callback(error, result);
          });
        }
        const answer = send(named, values);
        Promise.resolve(answer).catch(noteFailure);
        return answer;
      };
      Object.assign(client, { query });
    },
  };
}

function hasValues(values: unknown): boolean {
  return Array.isArray(values) && values.length > 0;
}

/** Absent: not a statement that could get a name. */
function textOf(config: unknown): string | undefined {
  if (typeof config === 'string') return config;
  if (typeof config !== 'object' || config === null || 'submit' in config) return undefined;
  const { text, name }: { text?: unknown; name?: unknown } = config;
  const isNameless = name === undefined || name === '';
  return typeof text === 'string' && isNameless ? text : undefined;
}
