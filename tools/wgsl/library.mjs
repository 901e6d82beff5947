/** The shaders of the project: which files a kernel is composed of, and what it then is to its callers. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../bootstrap/process.mjs';
import { contractOf } from '../../src/kernels/wgsl/contract.mjs';
import { unmet } from './expectations.mjs';
import { readWgsl, WgslError } from '../../src/kernels/wgsl/read.mjs';

/**
 * @typedef {import('../../src/kernels/wgsl/read.mjs').WgslFile} WgslFile
 * @typedef {Record<string, string>} Choices by the name of a file that stands for one of several, which of them
 * @typedef {{ contract: import('../../src/kernels/wgsl/contract.mjs').KernelContract, choices: Map<string, string[]> }} Kernel
 */

/** Where all WGSL lies, absolute. */
export const shaderFolder = path.join(root, 'shaders');

/** Reads every file below `folder`. */
export function readLibrary(folder = shaderFolder) {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.wgsl'));
  const texts = paths.map((file) => /** @type {const} */ ([file.replaceAll('\\', '/'), read(path.join(folder, file))]));
  return new Library(Object.fromEntries(texts));
}

/** @param {string} file */
const read = (file) => readFileSync(file, 'utf8');

export class Library {
  /** By path below the folder. @type {ReadonlyMap<string, WgslFile>} */
  files;
  /** Files that others need, by name: all without an entry point. @type {ReadonlyMap<string, WgslFile>} */
  shared;
  /** @type {ReadonlyMap<WgslFile, string>} */
  #places;

  /** @param {Record<string, string>} texts by path below the folder */
  constructor(texts) {
    const entries = Object.entries(texts).toSorted(([a], [b]) => (a < b ? -1 : 1));
    this.files = new Map(entries.map(([file, text]) => [file, readWgsl(path.basename(file, '.wgsl'), text)]));
    this.#places = new Map([...this.files].map(([place, file]) => [file, place]));
    const shared = [...this.files.values()].filter((file) => !isKernel(file));
    this.shared = new Map(shared.map((file) => [file.name, file]));
    if (this.shared.size < shared.length) throw new WgslError('two shared files have the same name');
  }

  /** The path of `file` below the folder. @param {WgslFile} file */
  placeOf(file) {
    return this.#places.get(file) ?? '';
  }

  /** @param {string} name @param {WgslFile} by */
  #find(name, by) {
    const found = this.shared.get(name);
    if (!found) throw new WgslError(`${by.name}.wgsl needs ${name}, and no shared file has that name`);
    return found;
  }

  /** Files that `file` names, each with what stands for it. @param {WgslFile} file */
  direct(file) {
    return {
      needs: file.needs.map((name) => this.#find(name, file)),
      oneOf: file.oneOf.map((name) => this.#find(name, file)),
    };
  }

  /**
   * All that `file` is composed of, itself last: what it needs, transitively, each once and before who needs it.
   *
   * @param {WgslFile} file
   * @param {Choices} choices
   */
  parts(file, choices) {
    /** @type {Set<WgslFile>} */
    const found = new Set();
    /** @type {WgslFile[]} */
    const under = [];
    /** @param {WgslFile} part */
    const visit = (part) => {
      if (found.has(part)) return;
      if (under.includes(part)) {
        throw new WgslError(`a cycle: ${[...under, part].map(({ name }) => name).join(' needs ')}`);
      }
      under.push(part);
      const { needs, oneOf } = this.direct(part);
      needs.forEach(visit);
      oneOf.filter(({ name }) => name === choices[part.name]).forEach(visit);
      under.pop();
      found.add(part);
    };
    visit(file);
    return [...found];
  }

  /** All that `file` may be composed of, itself included. @param {WgslFile} file */
  reach(file) {
    return new Set(combinations(this.choices(file)).flatMap((choices) => this.parts(file, choices)));
  }

  /** What may be chosen for `file`, by the name of the choice. @param {WgslFile} file */
  choices(file) {
    /** @type {Map<string, string[]>} */
    const found = new Map();
    for (let known = -1; known < found.size;) {
      known = found.size;
      for (const choices of combinations(found)) {
        for (const part of this.parts(file, choices)) if (part.oneOf.length > 0) found.set(part.name, part.oneOf);
      }
    }
    return found;
  }

  /**
   * A kernel to its callers, held to all that its files expect, whatever is chosen.
   *
   * @param {WgslFile} file
   * @returns {Kernel}
   */
  kernel(file) {
    const choices = this.choices(file);
    const contracts = combinations(choices).map((chosen) => {
      const parts = this.parts(file, chosen);
      checkNames(file, parts);
      for (const { part, words } of unmet(parts)) {
        throw new WgslError(`${part.name}.wgsl expects "${words}", which ${file.name}.wgsl does not declare`);
      }
      return contractOf(file, parts);
    });
    const [contract] = contracts;
    if (!contract || contracts.some((other) => JSON.stringify(other) !== JSON.stringify(contract))) {
      throw new WgslError(`${file.name}.wgsl has other bindings, parameters or overrides by what is chosen for it`);
    }
    return { contract, choices };
  }

  /** Every kernel, by its path below the folder. */
  kernels() {
    const kernels = [...this.files].filter(([, file]) => isKernel(file));
    return new Map(kernels.map(([place, file]) => [place, this.kernel(file)]));
  }
}

/** @param {WgslFile} file */
export function isKernel({ declarations }) {
  return declarations.some((each) => each.kind === 'fn' && each.attributes.has('compute'));
}

/** Every way to choose one of each. @param {Map<string, string[]>} choices @returns {Choices[]} */
export function combinations(choices) {
  return [...choices].reduce(
    (all, [name, oneOf]) => oneOf.flatMap((chosen) => all.map((others) => ({ ...others, [name]: chosen }))),
    [/** @type {Choices} */ ({})],
  );
}

/** @param {WgslFile} kernel @param {WgslFile[]} parts */
function checkNames(kernel, parts) {
  /** @type {Map<string, string>} */
  const known = new Map();
  for (const part of parts) {
    for (const { name } of part.declarations) {
      const other = known.get(name);
      if (other) throw new WgslError(`${kernel.name}.wgsl: ${other}.wgsl and ${part.name}.wgsl both declare ${name}`);
      known.set(name, part.name);
    }
  }
}
