import { parseAst } from 'vite';

/** A file of the page. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string };
type Path = readonly string[];

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;
const asNode = (value: unknown): Node | undefined => (isNode(value) ? value : undefined);
const nodesOf = (value: unknown): readonly Node[] =>
  Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [];
const textOf = (node: unknown, member: string): string => {
  const text = asNode(node)?.[member];
  return typeof text === 'string' ? text : '';
};

/**
 * The words that a file takes from catalogues, as dotted paths that begin with the catalogue's name. What is taken as a whole,
 * or by a name that is only known when the page runs, counts for all that lies below. Names of a file are not told apart by
 * scope, which can only find too much use and never too little.
 */
export function usedWords({ path, text }: SourceFile): ReadonlySet<string> {
  const program = parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node;
  const known = new Map<string, Path>();
  const used = new Set<string>();
  for (const statement of nodesOf(program['body'])) learnImports(statement, known);
  if (known.size > 0) visit(program, known, used);
  return used;
}

function learnImports(statement: Node, known: Map<string, Path>): void {
  if (statement.type !== 'ImportDeclaration' || statement['importKind'] === 'type') return;
  if (!/\/messages\.[\w.]+\.ts$/.test(textOf(statement['source'], 'value'))) return;
  for (const specifier of nodesOf(statement['specifiers'])) {
    known.set(textOf(specifier['local'], 'name'), [textOf(specifier['imported'], 'name')]);
  }
}

function visit(node: Node, known: Map<string, Path>, used: Set<string>): void {
  if (node.type === 'ImportDeclaration' || node.type.startsWith('TS')) {
    if (node.type !== 'TSAsExpression' && node.type !== 'TSSatisfiesExpression') return;
  }
  if (node.type === 'VariableDeclarator') {
    const value = asNode(node['init']);
    const taken = value === undefined ? undefined : chainOf(value, known);
    if (taken !== undefined && !taken.isOpen) {
      bind(node['id'], taken.path, known, used);
      return;
    }
  }
  const taken = chainOf(node, known);
  if (taken !== undefined) {
    used.add(taken.path.join('.'));
    for (const index of taken.indexes) visit(index, known, used);
    return;
  }
  for (const [member, value] of Object.entries(node)) {
    const isName = member === 'property' || member === 'key';
    if (isName && node['computed'] !== true) continue;
    for (const child of nodesOf(value)) visit(child, known, used);
  }
}

/** `words.a.b` as a path. It is open where it goes on by a name that is not written there: `words.a[state]`. */
function chainOf(
  node: Node,
  known: ReadonlyMap<string, Path>,
): { path: Path; isOpen: boolean; indexes: readonly Node[] } | undefined {
  if (node.type === 'Identifier') {
    const path = known.get(textOf(node, 'name'));
    return path && { path, isOpen: false, indexes: [] };
  }
  if (node.type === 'ChainExpression') {
    const inner = asNode(node['expression']);
    return inner && chainOf(inner, known);
  }
  if (node.type !== 'MemberExpression') return undefined;
  const object = asNode(node['object']);
  const before = object && chainOf(object, known);
  if (before === undefined) return undefined;
  const property = asNode(node['property']);
  if (node['computed'] === true) {
    return { ...before, isOpen: true, indexes: [...before.indexes, ...nodesOf(property)] };
  }
  return before.isOpen ? before : { ...before, path: [...before.path, textOf(property, 'name')] };
}

/** `const hints = words.hints` and `const { hints, states: { done } } = words` are other names for a part. */
function bind(target: unknown, path: Path, known: Map<string, Path>, used: Set<string>): void {
  const node = asNode(target);
  if (node?.type === 'Identifier') known.set(textOf(node, 'name'), path);
  if (node?.type !== 'ObjectPattern') return;
  for (const property of nodesOf(node['properties'])) {
    if (property.type === 'RestElement' || property['computed'] === true) used.add(path.join('.'));
    else bind(property['value'], [...path, textOf(property['key'], 'name')], known, used);
  }
}

/** Every word of a catalogue as a dotted path; a list is one word. */
export function wordsOf(catalogue: object, name: string): readonly string[] {
  return Object.entries(catalogue).flatMap(([member, value]: [string, unknown]) => {
    const path = `${name}.${member}`;
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isGroup ? wordsOf(value, path) : [path];
  });
}

/** The words that nothing uses: not by themselves, not by a method of theirs, not with all that stands around them. */
export function unusedWords(words: readonly string[], used: ReadonlySet<string>): string[] {
  const paths = [...used];
  return words.filter(
    (word) =>
      !paths.some(
        (path) => path === word || path.startsWith(`${word}.`) || word.startsWith(`${path}.`),
      ),
  );
}
