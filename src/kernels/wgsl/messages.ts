import type { KernelSource } from '../../gpu/kernel_cache.ts';
import type { KernelFile } from '../compose.ts';
import { originsOf, type Origin } from './origins.ts';

/** What a compiler said of a kernel. */
export interface Message {
  type: 'error' | 'warning' | 'info';
  text: string;
  /** Of the composed text, from 1 on; 0 where the compiler names none. */
  line: number;
  /** The same line of the file that a person edits. */
  origin: Origin | null;
  /** From 1 on. */
  column: number;
}

/** A kernel as it is compiled. */
export interface KernelText {
  name: string;
  constants: Readonly<Record<string, number>>;
  wgsl: string;
  /** Of every line of the text. */
  origins: readonly (Origin | null)[];
  messages: readonly Message[];
}

/** Compiles a kernel's text, without its constants, for the sake of what the compiler says. */
export async function describeKernel(
  device: GPUDevice,
  { contract, constants, wgsl }: KernelSource,
): Promise<KernelText> {
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ label: contract.name, code: wgsl });
  const [{ messages }] = await Promise.all([module.getCompilationInfo(), device.popErrorScope()]);
  // What kernels are recorded from are files (src/kernels/compose.ts).
  const origins = originsOf(contract as KernelFile, wgsl);
  return {
    name: contract.name,
    constants,
    wgsl,
    origins,
    messages: messages.map(({ type, message, lineNum, linePos }) => ({
      type,
      text: message,
      line: lineNum,
      origin: origins[lineNum - 1] ?? null,
      column: linePos,
    })),
  };
}

/** `shaders/down/product_add.wgsl:29:7: unresolved value 'x'`. */
export function messageText({ origin, column, text }: Message): string {
  return origin ? `${origin.file}:${origin.line}:${column}: ${text}` : text;
}
