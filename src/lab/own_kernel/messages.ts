import type { KernelSource } from '../../gpu/kernel_cache.ts';
import { ownFolder } from '../../kernels/own/own_kernel.ts';
import { describeKernel } from '../../kernels/wgsl/messages.ts';
import type { KernelMessage } from '../contract/own_kernel.ts';

/** What the compiler says of a person's kernel, at the lines of the text or of the shared files that it is composed with. */
export async function compilerMessages(device: GPUDevice, source: KernelSource): Promise<KernelMessage[]> {
  const { messages } = await describeKernel(device, source);
  return messages.map(({ type, text, origin, column }) => ({
    type,
    text,
    file: origin === null || origin.file.startsWith(`shaders/${ownFolder}/`) ? null : origin.file,
    line: origin?.line ?? null,
    column: origin && column > 0 ? column : null,
  }));
}

/** What the compiler says of a text by itself: of one that cannot be composed, since its brackets do not close. */
export async function messagesAlone(device: GPUDevice, text: string): Promise<KernelMessage[]> {
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ label: 'own', code: text });
  const [{ messages }] = await Promise.all([module.getCompilationInfo(), device.popErrorScope()]);
  return messages.map(({ type, message, lineNum, linePos }) => ({
    type,
    text: message,
    file: null,
    line: lineNum > 0 ? lineNum : null,
    column: linePos > 0 ? linePos : null,
  }));
}

/** An error of no line. */
export function plainError(text: string): KernelMessage {
  return { type: 'error', text, file: null, line: null, column: null };
}

export const isError = ({ type }: KernelMessage) => type === 'error';
