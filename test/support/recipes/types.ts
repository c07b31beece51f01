import { join, relative } from 'node:path';
import ts from 'typescript';
import { importsOf } from '../../../scripts/check/imports';
import { readSources } from '../../../scripts/check/sources';

/**
 * What the compiler finds in some files and in those that import one of them. The whole project takes it a minute, and
 * nothing else can break by a change of these.
 */
export async function typeProblems(root: string, changed: ReadonlySet<string>): Promise<string[]> {
  const sources = await readSources(root);
  const imports = importsOf(sources, new Set(sources.map(({ path }) => path)));
  const near = imports
    .filter(({ target }) => target !== null && changed.has(target))
    .map(({ from }) => from.path);
  const asked = [...new Set([...changed, ...near])].filter((path) => /\.tsx?$/.test(path));
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, ' '));
      },
    },
  )!;
  const program = ts.createProgram(
    asked.map((path) => join(root, path)),
    config.options,
  );
  return asked.flatMap((path) => {
    const file = program.getSourceFile(join(root, path));
    // Without a file the compiler would be asked about the whole program.
    if (!file) return [`${path}: missing`];
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ file: where, start, messageText }) => {
        const line = where && start !== undefined ? where.getLineAndCharacterOfPosition(start).line + 1 : 0;
        const name = where ? relative(root, where.fileName) : path;
        return `${name}:${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      },
    );
  });
}
