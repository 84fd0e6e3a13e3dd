import { GraphRefusal } from './graphError.ts';
import { unsupportedQuery } from './queryOptions.ts';

/** An object whose properties a filter may look at. */
export type Row = Readonly<Record<string, unknown>>;
export type Predicate = (row: Row) => boolean;
type Literal = string | boolean | null;

const MAX_CLAUSES = 15;

function invalid(detail: string): GraphRefusal {
  return new GraphRefusal(400, 'BadRequest', `Invalid filter clause: ${detail}`);
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  const pattern = /\s*('(?:[^']|'')*'|[A-Za-z][\w/]*|[(),])/y;
  while (pattern.lastIndex < text.trimEnd().length) {
    const at = pattern.lastIndex;
    const token = pattern.exec(text)?.[1];
    if (token === undefined) throw invalid(`syntax error at position ${String(at)}.`);
    tokens.push(token);
  }
  return tokens;
}

function fold(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : (value ?? null);
}

/** Recursive descent over `or`, `and`, `not`, comparisons and the two string functions. */
class FilterParser {
  readonly #tokens: readonly string[];
  readonly #allowed: readonly string[];
  readonly #isAdvanced: boolean;
  #at = 0;

  constructor(text: string, allowed: readonly string[], isAdvanced: boolean) {
    this.#tokens = tokensOf(text);
    this.#allowed = allowed;
    this.#isAdvanced = isAdvanced;
  }

  parse(): Predicate {
    const predicate = this.#or();
    if (this.#at < this.#tokens.length) throw invalid('unexpected text at the end.');
    return predicate;
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw invalid('unexpected end.');
    this.#at += 1;
    return token;
  }

  #accept(word: string): boolean {
    const isNext = this.#tokens[this.#at] === word;
    if (isNext) this.#at += 1;
    return isNext;
  }

  #expect(word: string): void {
    if (!this.#accept(word)) throw invalid(`'${word}' expected.`);
  }

  #or(): Predicate {
    let left = this.#and();
    while (this.#accept('or')) {
      const [first, second] = [left, this.#and()];
      left = (row) => first(row) || second(row);
    }
    return left;
  }

  #and(): Predicate {
    let left = this.#primary();
    while (this.#accept('and')) {
      const [first, second] = [left, this.#primary()];
      left = (row) => first(row) && second(row);
    }
    return left;
  }

  #primary(): Predicate {
    if (this.#accept('(')) {
      const inner = this.#or();
      this.#expect(')');
      return inner;
    }
    if (this.#accept('not')) {
      this.#needAdvanced('not');
      const inner = this.#primary();
      return (row) => !inner(row);
    }
    const word = this.#next();
    if (word === 'startswith' || word === 'endswith') return this.#stringFunction(word);
    return this.#comparison(this.#property(word));
  }

  #stringFunction(name: 'startswith' | 'endswith'): Predicate {
    if (name === 'endswith') this.#needAdvanced(name);
    this.#expect('(');
    const property = this.#property(this.#next());
    this.#expect(',');
    const wanted = this.#literal();
    this.#expect(')');
    if (typeof wanted !== 'string') throw invalid(`${name} needs a string.`);
    const lower = wanted.toLowerCase();
    return (row) => {
      const value = fold(row[property]);
      if (typeof value !== 'string') return false;
      return name === 'startswith' ? value.startsWith(lower) : value.endsWith(lower);
    };
  }

  #comparison(property: string): Predicate {
    const operator = this.#next();
    if (operator === 'in') {
      this.#expect('(');
      const wanted = [fold(this.#literal())];
      while (this.#accept(',')) wanted.push(fold(this.#literal()));
      this.#expect(')');
      if (wanted.length > MAX_CLAUSES) {
        throw unsupportedQuery(
          `Too many child clauses specified in search filter expression containing 'OR' operators: ${String(wanted.length)}. Max allowed: ${String(MAX_CLAUSES)}.`,
        );
      }
      return (row) => wanted.includes(fold(row[property]));
    }
    if (operator !== 'eq' && operator !== 'ne')
      throw invalid(`operator '${operator}' is not supported.`);
    if (operator === 'ne') this.#needAdvanced('ne');
    const wanted = fold(this.#literal());
    return (row) => (fold(row[property]) === wanted) === (operator === 'eq');
  }

  #property(name: string): string {
    const known = this.#allowed.find((property) => property === name);
    if (!known)
      throw unsupportedQuery(
        `Unsupported or invalid query filter clause specified for property '${name}'.`,
      );
    return known;
  }

  #literal(): Literal {
    const token = this.#next();
    if (token === 'true' || token === 'false') return token === 'true';
    if (token === 'null') return null;
    // Inside a literal a quote is written twice.
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
    throw invalid(`'${token}' is not a literal.`);
  }

  #needAdvanced(operator: string): void {
    if (this.#isAdvanced) return;
    throw unsupportedQuery(
      `Operator '${operator}' needs the header 'ConsistencyLevel: eventual' and $count=true.`,
    );
  }
}

/**
 * Compiles `$filter`. `ne`, `not` and `endswith` are advanced: they need the ConsistencyLevel
 * header and `$count=true`.
 */
export function parseFilter(
  text: string,
  allowed: readonly string[],
  isAdvanced: boolean,
): Predicate {
  return new FilterParser(text, allowed, isAdvanced).parse();
}
