/** Changes a file's text. */
export type Edit = (text: string) => string;

/** Changes by path; a path that does not exist yet is an empty text. */
export type Edits = Record<string, Edit>;

/** Does several changes, one after another. */
export const all =
  (...edits: Edit[]): Edit =>
  (text) =>
    edits.reduce((so, edit) => edit(so), text);

/** A file that the recipe adds. */
export const fresh =
  (whole: string): Edit =>
  () =>
    whole;

/** Where `anchor` stands behind `start`; throws what was looked for. */
function find(text: string, start: string, anchor: string): number {
  const from = text.indexOf(start);
  const at = from < 0 ? -1 : text.indexOf(anchor, from);
  if (at < 0) throw new Error(`no "${anchor}" behind "${start}"`);
  return at;
}

/** Replaces the first `anchor` behind `start`. */
export const swap =
  (start: string, anchor: string, other: string): Edit =>
  (text) => {
    const at = find(text, start, anchor);
    return text.slice(0, at) + other + text.slice(at + anchor.length);
  };

/** Adds behind the first `anchor` behind `start`. */
export const add = (start: string, anchor: string, more: string) => swap(start, anchor, anchor + more);

/** Adds at the end. */
export const append =
  (more: string): Edit =>
  (text) =>
    `${text.trimEnd()}\n${more}`;

/** Adds, behind each match of `pattern`, what `like` makes of it; at least one must match. */
export const repeat =
  (pattern: RegExp, like: (match: string) => string): Edit =>
  (text) => {
    if (text.search(pattern) < 0) throw new Error(`nothing like ${pattern}`);
    return text.replace(pattern, (match) => match + like(match));
  };

/** Copies the first match of `pattern` behind itself, as another one. */
export const copyAs = (pattern: RegExp, like: (match: string) => string): Edit =>
  repeat(new RegExp(pattern.source, pattern.flags.replace('g', '')), like);
