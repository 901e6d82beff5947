/** What shared files expect of whoever includes them: whether it is there, and what stands for it where it is not. */

/**
 * @typedef {import('../../src/kernels/wgsl/read.mjs').WgslFile} WgslFile
 * @typedef {import('../../src/kernels/wgsl/read.mjs').Declaration} Declaration
 * @typedef {import('../../src/kernels/wgsl/read.mjs').Field} Field
 */

/**
 * What files of a kernel expect, and none of them declares.
 *
 * @param {readonly WgslFile[]} parts
 */
export function unmet(parts) {
  const declared = parts.flatMap(({ declarations }) => declarations);
  return parts.flatMap((part) =>
    part.expects
      .filter((expected) => !declared.some((found) => meets(found, expected)))
      .map((expected) => ({ part, expected, words: wordsOf(expected) })),
  );
}

/** @param {Declaration} found @param {Declaration | Field} expected */
function meets(found, expected) {
  if (expected.kind === 'field') {
    return (
      found.kind === 'struct' &&
      found.name === expected.struct &&
      found.fields.some(({ name, type }) => name === expected.name && type === expected.type)
    );
  }
  if (found.name !== expected.name) return false;
  switch (expected.kind) {
    case 'override':
      // A constant is as good as a value that is set when the pipeline is made. A type that is inferred is not known here.
      return (found.kind === 'override' || found.kind === 'const') && [null, expected.type].includes(found.type);
    case 'const':
      return found.kind === 'const' && [null, expected.type].includes(found.type);
    case 'var':
      return (
        found.kind === 'var' &&
        found.space === expected.space &&
        (expected.access === 'read' || found.access === expected.access) &&
        found.type === expected.type
      );
    case 'fn':
      return found.kind === 'fn' && signatureOf(found) === signatureOf(expected);
    case 'struct':
    case 'alias':
      return false;
  }
}

/** @param {import('../../src/kernels/wgsl/read.mjs').Callable} fn */
function signatureOf({ parameters, returns }) {
  return `(${parameters.map(({ type }) => type).join()})${returns ?? ''}`;
}

/** @param {Declaration | Field} expected */
function wordsOf(expected) {
  if (expected.kind === 'field') return `params.${expected.name}: ${expected.type}`;
  if (expected.kind === 'fn') return `fn ${expected.name}${signatureOf(expected)}`;
  return `${expected.kind} ${expected.name}`;
}

/**
 * Declarations that stand for what `parts` expect, so that they compile with no kernel around them.
 *
 * @param {readonly WgslFile[]} parts
 */
export function stubs(parts) {
  const missing = new Map(unmet(parts).map(({ expected, words }) => [words, expected]));
  const fields = [...missing.values()].filter((expected) => expected.kind === 'field');
  const texts = [...missing.values()].map((expected, binding) => stub(expected, binding));
  if (fields.length > 0) {
    const struct = `struct Params { ${fields.map(({ name, type }) => `${name}: ${type}`).join(', ')} }`;
    texts.push(`${struct}\n@group(0) @binding(${missing.size}) var<uniform> params: Params;`);
  }
  return texts.filter((text) => text !== '').join('\n');
}

/**
 * The whole text of `parts` with no kernel around them: directives, the parts, and stubs of what they expect.
 *
 * @param {readonly WgslFile[]} parts
 */
export function aloneText(parts) {
  const text = [...parts.map((part) => part.text), stubs(parts)].join('\n');
  const directive = /^(enable|diagnostic)\b.*;$/gm;
  return [...(text.match(directive) ?? []), text.replaceAll(directive, '')].join('\n');
}

/** @param {Declaration | Field} expected @param {number} binding */
function stub(expected, binding) {
  switch (expected.kind) {
    case 'override':
      return `override ${expected.name}: ${expected.type};`;
    case 'const':
      return `const ${expected.name} = ${expected.type}();`;
    case 'var':
      return `@group(0) @binding(${binding}) var<${expected.space}, ${expected.access}> ${expected.name}: ${expected.type};`;
    case 'fn': {
      const parameters = expected.parameters.map(({ name, type }) => `${name}: ${type}`).join(', ');
      const { name, returns } = expected;
      if (returns === null) return `fn ${name}(${parameters}) {}`;
      return `fn ${name}(${parameters}) -> ${returns} {\n  var nothing: ${returns};\n  return nothing;\n}`;
    }
    case 'field':
    case 'struct':
    case 'alias':
      return '';
  }
}
