import { posix } from 'node:path';
import ts from 'typescript';
import { place, type Source } from './sources';

/** One import of a file. */
export interface Import {
  from: Source;
  /** The specifier as written. */
  specifier: string;
  /** The project file that it resolves to; null for a package. */
  target: string | null;
  /** A dynamic import: `import('…')`. */
  lazy: boolean;
  /** Erased by compilation: `import type`. */
  typeOnly: boolean;
  /** `path:line` of the import. */
  at: string;
}

const ENDINGS = ['', '.ts', '.tsx', '/index.ts', '/index.tsx'];

function resolve(from: string, specifier: string, known: ReadonlySet<string>): string | null {
  if (!specifier.startsWith('.')) return null;
  const base = posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ''));
  const ending = ENDINGS.find((one) => known.has(base + one));
  return ending === undefined ? base : base + ending;
}

function namesOnlyTypes(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const names = clause.namedBindings;
  if (clause.name || !names || !ts.isNamedImports(names)) return false;
  return names.elements.length > 0 && names.elements.every((element) => element.isTypeOnly);
}

/** All imports and re-exports of the given TypeScript files, resolved against these files and `known`. */
export function importsOf(sources: readonly Source[], known: ReadonlySet<string>): Import[] {
  const found: Import[] = [];
  for (const from of sources) {
    if (!/\.tsx?$/.test(from.path)) continue;
    const tree = ts.createSourceFile(from.path, from.text, ts.ScriptTarget.Latest);
    const add = (node: ts.Node, specifier: string, lazy: boolean, typeOnly: boolean) =>
      found.push({
        from,
        specifier,
        target: resolve(from.path, specifier, known),
        lazy,
        typeOnly,
        at: place(from, node.getStart(tree)),
      });
    const visit = (node: ts.Node): void => {
      if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
        add(node, node.moduleSpecifier.text, false, namesOnlyTypes(node.importClause));
      } else if (
        ts.isExportDeclaration(node) &&
        node.moduleSpecifier &&
        ts.isStringLiteral(node.moduleSpecifier)
      ) {
        add(node, node.moduleSpecifier.text, false, node.isTypeOnly);
      } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
        const [argument] = node.arguments;
        if (argument && ts.isStringLiteral(argument)) add(node, argument.text, true, false);
      } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
        const { literal } = node.argument;
        if (ts.isStringLiteral(literal)) add(node, literal.text, true, true);
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return found;
}
