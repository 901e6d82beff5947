import type { Contract } from '../../gpu/contract.ts';
import type { KernelSource } from '../../gpu/kernel_cache.ts';
import { refuse, Refusal } from '../../result.ts';
import { maxKernelBytes } from '../../vocabulary/own_kernel.ts';
import { stepNames } from '../../vocabulary/program.ts';
import { BeyondLimit, partsOf, shaderFiles, sourceOf, type KernelFile, type ShaderFile } from '../compose.ts';
import type { Variant } from '../variants/variant.ts';
import { contractOf } from '../wgsl/contract.mjs';
import { readWgsl, WgslError, type WgslFile } from '../wgsl/read.mjs';

/** A kernel that a person wrote, with the contract of one on file. */
export interface OwnKernel {
  file: KernelFile;
  /** Identifies the text: the beginning of its SHA-256. */
  id: string;
}

/** The text is no module of WGSL, or one that the reader cannot read: a compiler may say where. */
export class UnreadableKernel extends Refusal {}

/** How texts are chosen by the adapter, by the name of the choice. */
type Choices = Readonly<Record<string, string>>;

/** Where the text itself says that it lies. */
export const ownFolder = 'own';

const files = Object.values(shaderFiles);
const isKernel = (file: ShaderFile): file is KernelFile => 'bindings' in file;

/** Kernels on file that a person's can stand in for, by name: those of steps. */
export const replaceable: ReadonlyMap<string, KernelFile> = new Map(
  files
    .filter(isKernel)
    .filter(({ path }) => stepNames.some((step) => step !== 'sample' && path.startsWith(`${step}/`)))
    .map((file) => [file.name, file]),
);

const shared: ReadonlyMap<string, ShaderFile> = new Map(
  files.filter((file) => !isKernel(file)).map((file) => [file.name, file]),
);

/**
 * Reads a kernel's text: the name of its entry point says which kernel it stands in for, `// needs:` which shared files it is composed with.
 * Nothing is compiled. Refuses with `bad-request`.
 *
 * @throws UnreadableKernel
 */
export async function readOwnKernel(written: string, choices: Choices): Promise<OwnKernel> {
  const bytes = new TextEncoder().encode(written);
  if (bytes.byteLength > maxKernelBytes) {
    refuse(
      'bad-request',
      `This text has ${bytes.byteLength} bytes, and a kernel may have ${maxKernelBytes}: leave out what is not the kernel.`,
    );
  }
  const text = written.replaceAll(/\r\n?/g, '\n');
  const read = reading(() => readWgsl('kernel', text));
  const [entry, ...others] = read.declarations.filter((each) => each.kind === 'fn' && each.attributes.has('compute'));
  if (!entry || others.length > 0) {
    refuse('bad-request', `This text has ${entry ? 'several entry points' : 'no entry point'}: write one, @compute.`);
  }
  const onFile = replaceable.get(entry.name);
  if (!onFile) {
    refuse(
      'bad-request',
      `No kernel is called ${clipped(entry.name)}: name the entry point after the one that it stands in for: ${[...replaceable.keys()].join(', ')}.`,
    );
  }
  const needs = read.needs.map(
    (name) => shared.get(name) ?? refuse('bad-request', `No shared file is called ${clipped(name)}: see // needs.`),
  );
  const path = `${ownFolder}/${entry.name}.wgsl`;
  const composed: KernelFile = { ...onFile, path, text, limits: read.limits, needs, oneOf: [] };
  const parts = partsOf(composed, choices).map((part) => readWgsl(part.name, part.text));
  const own = contract(parts);
  compare(own, onFile);
  return { file: { ...composed, constants: own.constants }, id: await idOf(bytes) };
}

/** The text as it is compiled, without constants. Refuses with `bad-request`. */
export function composedSource({ file }: OwnKernel, choices: Choices): KernelSource {
  return composed(file, {}, choices);
}

/** The kernel in place of the one on file, wherever it runs. */
export function variantOf({ file, id }: OwnKernel, choices: Choices): Variant {
  return {
    name: `own ${id}`,
    layer: null,
    edits: [],
    replacement: {
      kernel: file.name,
      of({ constants: all }) {
        const given = Object.fromEntries(file.constants.map((name) => [name, all[name]!]));
        const { wgsl, constants } = composed(file, given, choices);
        return { wgsl, constants };
      },
    },
  };
}

function composed(file: KernelFile, constants: Readonly<Record<string, number>>, choices: Choices): KernelSource {
  try {
    return sourceOf(file, constants, choices);
  } catch (error) {
    if (error instanceof BeyondLimit) refuse('bad-request', `${error.message}: see // limit.`);
    throw error;
  }
}

/** Whoever dispatches the kernel on file binds and sets the same for this one. Names of bindings and parameters may differ. */
function compare(own: Contract, { name, bindings, params, constants }: KernelFile): void {
  const takes = (contract: Pick<Contract, 'bindings' | 'params'>) => [
    Object.values(contract.bindings).join(),
    Object.values(contract.params).join(),
  ];
  if (takes(own).join(';') !== takes({ bindings, params }).join(';')) {
    refuse(
      'bad-request',
      `This text takes ${inWords(own)}; ${name} is given ${inWords({ bindings, params })}: declare the same, in this order.`,
    );
  }
  const unset = own.constants.filter((constant) => !constants.includes(constant));
  if (unset.length > 0) {
    refuse(
      'bad-request',
      `Nobody sets the override ${unset.map(clipped).join(', ')}: give it a value. ${name} is given ${constants.join(', ')}.`,
    );
  }
}

/** `y (read), sum (read_write), eps (f32)`. */
function inWords({ bindings, params }: Pick<Contract, 'bindings' | 'params'>): string {
  const all = [...Object.entries(bindings), ...Object.entries(params)];
  return all.map(([name, kind]) => `${clipped(name)} (${kind})`).join(', ') || 'nothing';
}

/** What the reader cannot read is refused; it reads less than a compiler does. */
function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof WgslError)) throw error;
    const message = `This text is no kernel (${clipped(error.message)}): close every bracket, and end every declaration.`;
    throw new UnreadableKernel({ kind: 'bad-request', message });
  }
}

/** Refuses a kernel that does not declare its bindings as kernels do. */
function contract(parts: readonly WgslFile[]): Contract {
  try {
    return contractOf(parts.at(-1)!, parts);
  } catch (error) {
    if (error instanceof WgslError) refuse('bad-request', `${clipped(error.message)}: see how the one on file does.`);
    throw error;
  }
}

const clipped = (text: string) => (text.length > 100 ? `${text.slice(0, 100)}…` : text);

async function idOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest, 0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
