import path from 'node:path';
import { writeDeclarations } from './declare.mjs';
import { isKernel, readLibrary, shaderFolder } from './library.mjs';

/**
 * Makes every WGSL file of shaders/ a module: its name, text and limits, and the modules of what it needs. A kernel's has its
 * contract besides (src/kernels/compose.ts has the types).
 *
 * @returns {import('vite').Plugin}
 */
export function wgsl() {
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
      writeDeclarations(read());
    },
    load(id) {
      const place = path.posix.relative(shaderFolder.replaceAll('\\', '/'), id);
      const file = read().files.get(place);
      if (!file) return null;
      for (const part of read().reach(file)) this.addWatchFile(path.join(shaderFolder, read().placeOf(part)));
      return { code: moduleOf(place, isBuilt ? withoutComments(file) : file, read()), map: null, moduleType: 'js' };
    },
  };
}

/**
 * Comments to the end of a line are for readers: a built page does without, which takes its worker from 125 KB to 111 (gzip). Lines keep their
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
 */
function moduleOf(place, file, library) {
  const { needs, oneOf } = library.direct(file);
  const imports = [...needs, ...oneOf].map((part) => {
    const from = path.posix.relative(path.posix.dirname(place), library.placeOf(part));
    return `import ${part.name} from './${from}';`;
  });
  const { name, text, limits } = file;
  const own = { name, text, limits, ...(isKernel(file) && callersView(library.kernel(file))) };
  /** @param {readonly { name: string }[]} parts */
  const list = (parts) => `[${parts.map((part) => part.name).join()}]`;
  return `${imports.join('\n')}
export default { ...${JSON.stringify(own)}, needs: ${list(needs)}, oneOf: ${list(oneOf)} };`;
}
