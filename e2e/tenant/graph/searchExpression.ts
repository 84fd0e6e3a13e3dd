import type { Predicate } from './filterExpression.ts';
import { GraphRefusal } from './graphError.ts';

function invalid(): GraphRefusal {
  return new GraphRefusal(
    400,
    'BadRequest',
    'Syntax error in the $search parameter: "property:text" in double quotes expected.',
  );
}

function clause(text: string, allowed: readonly string[]): Predicate {
  const colon = text.indexOf(':');
  const property = allowed.find((name) => name === text.slice(0, colon));
  const wanted = text
    .slice(colon + 1)
    .trim()
    .toLowerCase();
  if (!property || wanted === '') throw invalid();
  return (row) => {
    const value = row[property];
    if (typeof value !== 'string') return false;
    const lower = value.toLowerCase();
    if (property !== 'displayName') return lower.startsWith(wanted);
    // displayName is searched by words: every word asked for must begin a word of the name.
    const words = lower.split(/[^\p{L}\p{N}]+/u);
    return wanted
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
      .every((part) => words.some((word) => word.startsWith(part)));
  };
}

/** Compiles `$search`: quoted `"property:text"` clauses joined by AND and OR (AND binds tighter). */
export function parseSearch(text: string, allowed: readonly string[]): Predicate {
  const pattern = /\s*(?:"((?:[^"\\]|\\.)*)"|(AND|OR)\b)/y;
  const alternatives: Predicate[][] = [[]];
  let wantsClause = true;
  const source = text.trim();
  while (pattern.lastIndex < source.length) {
    const match = pattern.exec(source);
    if (!match) throw invalid();
    const [, quoted, joiner] = match;
    if (quoted !== undefined) {
      alternatives.at(-1)?.push(clause(quoted.replace(/\\(.)/g, '$1'), allowed));
      wantsClause = false;
      continue;
    }
    if (wantsClause) throw invalid();
    if (joiner === 'OR') alternatives.push([]);
    wantsClause = true;
  }
  if (wantsClause) throw invalid();
  return (row) => alternatives.some((all) => all.every((test) => test(row)));
}
