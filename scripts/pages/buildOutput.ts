/** The relevant part of the build's output. */
export interface BuildOutput {
  [name: string]: {
    type: string;
    fileName: string;
    source?: string | Uint8Array;
    code?: string;
    isEntry?: boolean;
    name?: string;
    imports?: string[];
    dynamicImports?: string[];
    facadeModuleId?: string | null;
    viteMetadata?: { importedCss: Set<string> };
  };
}

/** A file and all its direct and indirect imports. */
export function importsOf(output: BuildOutput, fileName: string): Set<string> {
  const found = new Set([fileName]);
  for (const name of found) for (const one of output[name]?.imports ?? []) found.add(one);
  return found;
}

/** The built file of a source module that is loaded on its own. */
export function fileOf(output: BuildOutput, module: string): string {
  const part = Object.values(output).find(({ facadeModuleId }) => facadeModuleId === module);
  if (!part) throw new Error(`The build has no file of its own for ${module}.`);
  return part.fileName;
}

/** Scripts and styles that some modules load, directly and indirectly, but for files that are there already. */
export function filesFor(
  output: BuildOutput,
  modules: readonly string[],
  there: ReadonlySet<string>,
): string[] {
  const scripts = modules.flatMap((module) => [...importsOf(output, fileOf(output, module))]);
  const styles = scripts.flatMap((name) => [...(output[name]?.viteMetadata?.importedCss ?? [])]);
  return [...new Set([...scripts, ...styles])].filter((name) => !there.has(name));
}

/**
 * A script for a page's head that loads files in parallel with the page's own code. `names` is a JavaScript
 * expression: the names of the lists that this visit needs.
 */
export const preloadScript = (lists: Record<string, readonly string[]>, names: string): string => `<script>
      (function (lists) {
        ${names}.forEach(function (name) {
          (Object.prototype.hasOwnProperty.call(lists, name) ? lists[name] : []).forEach(function (file) {
            var link = document.createElement('link');
            link.rel = /css$/.test(file) ? 'preload' : 'modulepreload';
            if (link.rel === 'preload') link.as = 'style';
            link.href = '/' + file;
            document.head.appendChild(link);
          });
        });
      })(${JSON.stringify(lists)});
    </script>`;
