import { HOSTILE_STRINGS } from './hostileStrings.ts';

/** What is used of a schema of the API's document (JSON Schema as OpenAPI 3.1 has it). */
export interface AnswerSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly properties?: Readonly<Record<string, AnswerSchema>>;
  readonly items?: AnswerSchema;
  readonly additionalProperties?: AnswerSchema | boolean;
  readonly anyOf?: readonly AnswerSchema[];
  readonly oneOf?: readonly AnswerSchema[];
}

/** Makes answers in which every text that is not one of ours is hostile. */
export interface HostileAnswers {
  /** A whole answer: lists of 200 things, the nth of which has the nth string in each of its fields. */
  make(schema: AnswerSchema): unknown;
}

const ROWS = HOSTILE_STRINGS.length;
/** Of lists within a row. */
const FEW = 2;
const SHAPES: ReadonlyMap<string, (row: number) => string> = new Map([
  ['^[a-z0-9-]{1,64}$', (row) => `profile-${row}`],
  ['^[0-9a-f]{64}$', (row) => row.toString(16).padStart(64, '0')],
  ['^[A-Za-z0-9-]{1,40}$', (row) => `SN-${row}`],
  ['^[A-Za-z0-9_-]*$', (row) => `id${row}`],
]);

/** A different id for each row. */
export function rowId(row: number): string {
  return `0f0f0f0f-0000-4000-8000-${row.toString(16).padStart(12, '0')}`;
}

/**
 * Makes {@link HostileAnswers} from the schemas of the API's own document, so that a field that comes later is fed too.
 * @param schemas `components.schemas`
 * @param nowMs what instants say
 */
export function createHostileAnswers(
  schemas: Readonly<Record<string, AnswerSchema>>,
  nowMs: number,
): HostileAnswers {
  function textOf(schema: AnswerSchema, row: number): string {
    if (schema.format === 'uuid') return rowId(row);
    if (schema.format === 'date-time') return new Date(nowMs - row * 60_000).toISOString();
    if (schema.pattern !== undefined) {
      const shape = SHAPES.get(schema.pattern);
      if (shape === undefined) throw new Error(`no text of the shape ${schema.pattern}`);
      return shape(row);
    }
    const text = HOSTILE_STRINGS[row % ROWS] ?? '';
    return schema.maxLength === undefined ? text : text.slice(0, schema.maxLength);
  }

  function valueFor(schema: AnswerSchema, row: number, depth: number): unknown {
    if (schema.$ref !== undefined) {
      const named = schemas[schema.$ref.replace('#/components/schemas/', '')];
      if (named === undefined) throw new Error(`no schema ${schema.$ref}`);
      return valueFor(named, row, depth);
    }
    if (schema.const !== undefined) return schema.const;
    if (schema.enum !== undefined) return schema.enum[row % schema.enum.length];
    const choices = schema.oneOf ?? schema.anyOf;
    if (choices !== undefined) {
      const real = choices.filter(({ type }) => type !== 'null');
      const chosen = real[row % real.length];
      return chosen === undefined ? null : valueFor(chosen, row, depth);
    }
    switch (typeof schema.type === 'string' ? schema.type : schema.type?.[0]) {
      case 'string':
        return textOf(schema, row);
      case 'integer':
      case 'number':
        return Math.max(schema.minimum ?? 0, row + 1);
      case 'boolean':
        return row % 2 === 0;
      case 'array': {
        const length = Math.min(depth === 0 ? ROWS : FEW, schema.maxItems ?? ROWS);
        const item = schema.items ?? {};
        return Array.from({ length }, (_, index) =>
          valueFor(item, depth === 0 ? index : row * FEW + index, depth + 1),
        );
      }
      case 'object':
        return Object.fromEntries([
          ...Object.entries(schema.properties ?? {}).map(([name, value]) => [
            name,
            memberOf(name, value, row, depth),
          ]),
          ...(typeof schema.additionalProperties === 'object'
            ? [[textOf({}, row), valueFor(schema.additionalProperties, row, depth)]]
            : []),
        ]);
      default:
        return null;
    }
  }

  function memberOf(name: string, schema: AnswerSchema, row: number, depth: number): unknown {
    // There is no further page.
    if (name === 'cursor') return null;
    // Ids are given by this backend, also those of profiles, which have no format.
    const isId = /^id$|Id$/.test(name) && schema.format === undefined && schema.items === undefined;
    return isId ? `profile-${row}` : valueFor(schema, row, depth);
  }

  return { make: (schema) => valueFor(schema, 0, 0) };
}
