import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A recipe as the document tells it. */
export interface RecipeText {
  /** Paths that its steps name, in backticks. */
  files: string[];
  /** Commands that its steps name. */
  commands: string[];
}

/** Reads the numbered steps below a heading of docs/architecture.md. */
export async function readRecipe(root: string, heading: string): Promise<RecipeText> {
  const document = await readFile(join(root, 'docs', 'architecture.md'), 'utf8');
  const [, section] = document.split(`\n## ${heading}\n`);
  if (section === undefined) throw new Error(`docs/architecture.md has no section "${heading}"`);
  const steps = section.split('\n## ')[0]!.match(/^\d+\. .*(\n {3}.*)*/gm) ?? [];
  const quoted = steps.flatMap((step) => [...step.matchAll(/`([^`]+)`/g)].map(([, phrase]) => phrase!));
  return {
    files: [...new Set(quoted.filter((phrase) => /^(web|supabase|scripts|test)\/\S*\.\w+$/.test(phrase)))],
    commands: [...new Set(quoted.filter((phrase) => /^(npm|npx) /.test(phrase)))],
  };
}
