import ts from 'typescript';
import type { Source } from './sources';

/** An identifier that the code declares or uses, and its position. */
export interface Identifier {
  name: string;
  at: number;
}

function inTypeScript({ path, text }: Source): Identifier[] {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false, kind);
  const found: Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) found.push({ name: node.text, at: node.end - node.text.length });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** Comments, string literals and quoted names are not identifiers of ours. */
const NOT_SQL = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"/g;

function inSql({ text }: Source): Identifier[] {
  const code = text.replace(NOT_SQL, (part) => ' '.repeat(part.length));
  return [...code.matchAll(/[A-Za-z_][A-Za-z0-9_]*/g)].map((match) => ({ name: match[0], at: match.index }));
}

function inCss({ text }: Source): Identifier[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, (part) => ' '.repeat(part.length));
  return [...code.matchAll(/(?<=\.|--|#|@keyframes\s+)[A-Za-z_][\w-]*/g)].map((match) => ({
    name: match[0],
    at: match.index,
  }));
}

/** The identifiers of a TypeScript, SQL or CSS source; none for other files. Prose and string literals are ignored. */
export function identifiersIn(source: Source): Identifier[] {
  if (/\.tsx?$/.test(source.path)) return inTypeScript(source);
  if (source.path.endsWith('.sql')) return inSql(source);
  if (source.path.endsWith('.css')) return inCss(source);
  return [];
}
