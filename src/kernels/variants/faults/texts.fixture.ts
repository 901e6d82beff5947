import type { KernelSource } from '../../../gpu/kernel_cache.ts';
import { shaderFiles, sourceOf, type ChoicesOf, type KernelFile } from '../../compose.ts';

/** Every text that the kernel of a name may be compiled from. */
export function textsOf(name: string): KernelSource[] {
  const file = Object.values(shaderFiles).find((each): each is KernelFile => each.name === name && 'bindings' in each)!;
  return waysToChoose(file).map((choices) => sourceOf(file, {}, choices));
}

function waysToChoose({ choices }: KernelFile): ChoicesOf<KernelFile>[] {
  let all: ChoicesOf<KernelFile>[] = [{}];
  for (const [name, oneOf] of Object.entries(choices)) {
    all = all.flatMap((others) => oneOf.map((chosen) => ({ ...others, [name]: chosen })));
  }
  return all;
}
