import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { firstGroups } from './sources';

/** The file that lists the terms of the field and the identifiers that they replaced. */
export const GLOSSARY = 'docs/glossary.md';

/** A retired identifier. */
export interface Retired {
  name: string;
  /** The identifier to use instead. */
  instead: string;
}

const CODE = /`([^`]+)`/g;
const codes = (cell: string) => firstGroups(cell, CODE);

/**
 * Reads the retired identifiers from the glossary: the last column of each table whose header ends with "retired".
 * Only text in backquotes is a name; the rest of a cell is prose.
 */
function retiredIn(markdown: string): Retired[] {
  const found: Retired[] = [];
  let reading = false;
  for (const line of markdown.split('\n')) {
    if (!line.startsWith('|')) {
      reading = false;
      continue;
    }
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    const last = cells.at(-1) ?? '';
    if (/^retired\b/i.test(last)) reading = true;
    else if (reading && !/^:?-+:?$/.test(last))
      found.push(...codes(last).map((name) => ({ name, instead: codes(cells.at(-2) ?? '').join(', ') })));
  }
  return found;
}

/** Reads the retired identifiers of the project. */
export async function readRetired(root: string): Promise<Retired[]> {
  return retiredIn(await readFile(join(root, GLOSSARY), 'utf8'));
}
