import { LOG_FIELD_NAMES, type LogEvent, type LogFields } from './logFields.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];
const MAXIMUM_TEXT = 200;
/** Three base64url segments that begin like a JSON header: a token that slipped into a text field. */
const TOKEN_LIKE = /eyJ[A-Za-z0-9_-]{8,}/;

/** Writes one JSON object a line, from a closed list of events and fields. */
export interface Logger {
  debug(event: LogEvent, fields?: LogFields): void;
  info(event: LogEvent, fields?: LogFields): void;
  warn(event: LogEvent, fields?: LogFields): void;
  error(event: LogEvent, fields?: LogFields): void;
  /** A logger that adds these fields to every line. */
  with(fields: LogFields): Logger;
}

export interface LoggerOptions {
  readonly write: (line: string) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly level?: LogLevel;
}

function cleanValue(value: unknown): string | number | boolean | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  return TOKEN_LIKE.test(value) ? '[redacted]' : value.slice(0, MAXIMUM_TEXT);
}

/** Keeps the listed fields and nothing else, whatever the object holds at run time. */
function cleanFields(fields: LogFields): Record<string, string | number | boolean> {
  const kept: Record<string, string | number | boolean> = {};
  for (const name of LOG_FIELD_NAMES) {
    const value = cleanValue(fields[name]);
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

/** Builds a {@link Logger}. Lines below `level` (default `info`) are dropped. */
export function createLogger(options: LoggerOptions, base: LogFields = {}): Logger {
  const threshold = LEVELS.indexOf(options.level ?? 'info');
  function line(level: LogLevel, event: LogEvent, fields: LogFields = {}): void {
    if (LEVELS.indexOf(level) < threshold) return;
    const time = new Date(options.now()).toISOString();
    options.write(JSON.stringify({ time, level, event, ...cleanFields({ ...base, ...fields }) }));
  }
  return {
    debug: (event, fields) => line('debug', event, fields),
    info: (event, fields) => line('info', event, fields),
    warn: (event, fields) => line('warn', event, fields),
    error: (event, fields) => line('error', event, fields),
    with: (fields) => createLogger(options, { ...base, ...fields }),
  };
}
