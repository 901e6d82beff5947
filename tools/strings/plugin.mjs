import compile from 'icu-minify/compile';

const catalogues = /\/src\/strings\/.+\/(?:en|zh_hans)\.ts$/;

/**
 * Compiles the messages of src/strings from ICU MessageFormat, so that a page needs no parser for it: 9 KB (gzip) less.
 *
 * @returns {import('vite').Plugin}
 */
export function strings() {
  return {
    name: 'plumbline:strings',
    async transform(code, id) {
      if (!catalogues.test(id)) return null;
      // By now it is JavaScript, and a catalogue imports nothing but types.
      const module = await import(`data:text/javascript,${encodeURIComponent(code)}`);
      const compiled = Object.entries(module).map(
        ([name, messages]) => `export const ${name} = ${compileAll(messages)};`,
      );
      return { code: compiled.join('\n'), map: null };
    },
  };
}

/** @param {Record<string, string>} messages */
const compileAll = (messages) =>
  JSON.stringify(Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, compile(message)])));
