import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A document for people. */
export interface Document {
  /** From the project's root. */
  path: string;
  text: string;
}

/** The documents of the project: README, CONTRIBUTING and everything in docs. */
export async function readDocuments(root: string): Promise<Document[]> {
  const inDocs = (await readdir(join(root, 'docs'), { recursive: true }))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`);
  const paths = ['README.md', 'CONTRIBUTING.md', ...inDocs.toSorted()];
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })));
}

/** Everything in backticks, in the running text; not what stands in blocks. */
export function quoted({ text }: Document): string[] {
  const running = text.replace(/^```[\s\S]*?^```/gm, '');
  return [...running.matchAll(/`([^`\n]+)`/g)].map(([, phrase]) => phrase!);
}

/** Commands of a document, without comments and without the variables in front of them. */
export function commandsOf(document: Document): string[] {
  const blocks = [...document.text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block]) =>
    block!.split('\n'),
  );
  return [...blocks.map((line) => line.replace(/\s#.*$/, '')), ...quoted(document)]
    .flatMap((line) => line.split('&&'))
    .map((line) =>
      line
        .trim()
        .replace(/^([A-Z_]+=(<[^>]*>|"[^"]*"|\S+) )+/, '')
        .replaceAll('\\|', '|'),
    )
    .filter((line) => /^(npm|npx) /.test(line) || /^(select|alter) /.test(line));
}
