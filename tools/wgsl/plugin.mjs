import path from 'node:path';
import { writeDeclarations } from './declare.mjs';
import { isKernel, readLibrary, shaderFolder } from './library.mjs';
import { WgslError } from '../../src/kernels/wgsl/read.mjs';

/**
 * Makes every WGSL file of shaders/ a module: its name, path, text and limits, and the modules of what it needs. A kernel's
 * has its contract besides (src/kernels/compose.ts has the types).
 *
 * @param {object} [options]
 * @param {boolean} [options.hot] on a dev server, a file that is saved replaces its module in place: whoever imported it has
 *   the new text, and nothing is loaded again. Workers have no hot modules, so this is for pages that run kernels themselves.
 * @returns {import('vite').Plugin}
 */
export function wgsl({ hot = false } = {}) {
  /** @type {import('./library.mjs').Library | null} */
  let library = null;
  const read = () => (library ??= readLibrary());
  let isBuilt = false;
  return {
    name: 'plumbline:wgsl',
    configResolved({ command }) {
      isBuilt = command === 'build';
    },
    buildStart() {
      writeDeclarations(read());
    },
    watchChange(file) {
      if (!file.endsWith('.wgsl')) return;
      library = null;
      try {
        writeDeclarations(read());
      } catch (error) {
        // A file that is being edited may be wrong for a while. Whoever loads it receives the error.
        if (!(error instanceof WgslError)) throw error;
      }
    },
    load(id) {
      const place = placeOf(id);
      const file = read().files.get(place);
      if (!file) return null;
      for (const part of read().reach(file)) this.addWatchFile(path.join(shaderFolder, read().placeOf(part)));
      return {
        code: moduleOf(place, isBuilt ? withoutComments(file) : file, read(), hot),
        map: null,
        moduleType: 'js',
      };
    },
    hotUpdate({ file, modules }) {
      if (!hot || !file.endsWith('.wgsl')) return undefined;
      const changed = library?.files.get(placeOf(file));
      if (!library || !changed) return undefined;
      // A kernel's contract is that of all its files.
      const whole = library;
      const affected = [...whole.files].filter(([, other]) => isKernel(other) && whole.reach(other).has(changed));
      const graph = this.environment.moduleGraph;
      const kernels = affected.flatMap(([place]) => [...(graph.getModulesByFile(`${folder}/${place}`) ?? [])]);
      return [...new Set([...modules, ...kernels])];
    },
  };
}

/** As Vite writes it. */
const folder = shaderFolder.replaceAll('\\', '/');

/** @param {string} id */
const placeOf = (id) => path.posix.relative(folder, id);

/**
 * Comments to the end of a line are for readers: a built page does without. Its worker takes 111 KB (gzip) in place of 125. Lines keep their
 * numbers, for the compiler's messages.
 *
 * @param {import('./library.mjs').WgslFile} file
 */
const withoutComments = (file) => ({ ...file, text: file.text.replaceAll(/ *\/\/.*/g, '') });

/** @param {import('./library.mjs').Kernel} kernel */
const callersView = ({ contract, choices }) => ({ ...contract, choices: Object.fromEntries(choices) });

/**
 * @param {string} place
 * @param {import('./library.mjs').WgslFile} file
 * @param {import('./library.mjs').Library} library
 * @param {boolean} hot
 */
function moduleOf(place, file, library, hot) {
  const { needs, oneOf } = library.direct(file);
  const imports = [...needs, ...oneOf].map((part) => {
    const from = path.posix.relative(path.posix.dirname(place), library.placeOf(part));
    return `import ${part.name} from './${from}';`;
  });
  const { name, text, limits } = file;
  const own = { name, path: place, text, limits, ...(isKernel(file) && callersView(library.kernel(file))) };
  /** @param {readonly { name: string }[]} parts */
  const list = (parts) => `[${parts.map((part) => part.name).join()}]`;
  const value = `{ ...${JSON.stringify(own)}, needs: ${list(needs)}, oneOf: ${list(oneOf)} }`;
  return `${imports.join('\n')}\n${hot ? hotModule(value) : `export default ${value};`}`;
}

/** A module whose value stays the same object. @param {string} value */
const hotModule = (value) => `const file = Object.assign(import.meta.hot?.data.file ?? {}, ${value});
if (import.meta.hot) {
  import.meta.hot.data.file = file;
  import.meta.hot.accept();
}
export default file;`;
