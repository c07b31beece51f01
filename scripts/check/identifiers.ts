import ts from 'typescript';
import type { Source } from './sources';

/** A name that code gives or uses, and where it begins. */
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

/** Comments, quoted texts with the quotes inside them, and quoted names are no identifiers of ours. */
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

/** The identifiers of a source in TypeScript, SQL or CSS; none of any other. Prose and texts are not looked at. */
export function identifiersIn(source: Source): Identifier[] {
  if (/\.tsx?$/.test(source.path)) return inTypeScript(source);
  if (source.path.endsWith('.sql')) return inSql(source);
  if (source.path.endsWith('.css')) return inCss(source);
  return [];
}
