import ts from 'typescript';
import { place, type Source } from './sources';

/** A call of the translation function. */
export interface Ask {
  at: string;
  /** Keys that the call may use; a template becomes a pattern. */
  keys: (string | RegExp)[];
  /** Names of the parameters that it passes; null when they cannot be determined. */
  params: Set<string> | null;
}

/** Translation calls and texts found in one file. */
export interface Reading {
  asks: Ask[];
  /** Every string literal of the file, for keys that are passed through variables. */
  strings: Set<string>;
  /** Templates that start with the name of a group. */
  templates: RegExp[];
  /** Hard-coded texts for people. */
  hardCoded: { at: string; message: string }[];
}

const FOR_PEOPLE = new Set([
  'aria-label',
  'title',
  'placeholder',
  'label',
  'alt',
  'helperText',
  'hint',
  'lead',
]);
const CJK = /[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/;
const KEY = /^[a-z][\w-]*(\.[\w-]+)+$/;

function pattern(template: ts.TemplateExpression): RegExp {
  const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const tail = template.templateSpans.map((span) => `.+${escape(span.literal.text)}`).join('');
  return new RegExp(`^${escape(template.head.text)}${tail}$`);
}

function keysOf(node: ts.Expression): (string | RegExp)[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [pattern(node)];
  if (ts.isParenthesizedExpression(node)) return keysOf(node.expression);
  if (ts.isConditionalExpression(node)) return [...keysOf(node.whenTrue), ...keysOf(node.whenFalse)];
  return [];
}

function figuresOf(node: ts.Expression | undefined): Set<string> | null {
  if (!node) return new Set();
  if (!ts.isObjectLiteralExpression(node)) return null;
  if (node.properties.some((one) => ts.isSpreadAssignment(one))) return null;
  return new Set(node.properties.map((one) => (one.name && 'text' in one.name ? one.name.text : '')));
}

const saysSomething = (text: string) => CJK.test(text) || /\p{L}{2,}/u.test(text);

/** Whether a text of the code stands where a person reads it: in the page, or in an attribute that is shown. */
function isShown({ parent }: ts.Node, tree: ts.SourceFile): boolean {
  if (ts.isJsxAttribute(parent)) return FOR_PEOPLE.has(parent.name.getText(tree));
  if (!ts.isJsxExpression(parent)) return false;
  return ts.isJsxElement(parent.parent) || ts.isJsxFragment(parent.parent);
}

/** The text for people that a node holds in the code itself, if it does. */
function hardCodedText(node: ts.Node, tree: ts.SourceFile): string | undefined {
  if (ts.isJsxText(node)) return saysSomething(node.text) ? node.text : undefined;
  if (ts.isTemplateExpression(node)) {
    const parts = [node.head, ...node.templateSpans.map((span) => span.literal)];
    return parts.find(({ text }) => CJK.test(text))?.text;
  }
  if (!ts.isStringLiteralLike(node)) return undefined;
  const { text } = node;
  if (CJK.test(text)) return text;
  return isShown(node, tree) && saysSomething(text) && !KEY.test(text) ? text : undefined;
}

/** Analyses one TypeScript file; `asks` is the name of the translation function. */
export function readWords(source: Source, asks: string): Reading {
  const tree = ts.createSourceFile(source.path, source.text, ts.ScriptTarget.Latest, true);
  const found: Reading = { asks: [], strings: new Set(), templates: [], hardCoded: [] };
  const at = (node: ts.Node) => place(source, node.getStart(tree));

  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === asks) {
      const [key, params] = node.arguments;
      if (key) found.asks.push({ at: at(node), keys: keysOf(key), params: figuresOf(params) });
    }
    if (ts.isTemplateExpression(node) && node.head.text.includes('.')) found.templates.push(pattern(node));
    if (ts.isStringLiteralLike(node)) found.strings.add(node.text);
    const text = hardCodedText(node, tree);
    if (text !== undefined) found.hardCoded.push({ at: at(node), message: text.trim() });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}
