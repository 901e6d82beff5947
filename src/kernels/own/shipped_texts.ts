/** Texts of the kernels of steps with their comments, which the built page's own modules leave out. */
const texts = import.meta.glob<string>(
  [
    '../../../shaders/qkv/*.wgsl',
    '../../../shaders/rope/*.wgsl',
    '../../../shaders/attention/*.wgsl',
    '../../../shaders/attn_out/*.wgsl',
    '../../../shaders/gate_up/*.wgsl',
    '../../../shaders/down/*.wgsl',
    '../../../shaders/logits/*.wgsl',
  ],
  { query: '?raw', import: 'default', eager: true },
);

/** By the name of the file, without its folder and its ending. */
export const shippedTexts: ReadonlyMap<string, string> = new Map(
  Object.entries(texts).map(([path, text]) => [path.split('/').at(-1)!.replace('.wgsl', ''), text]),
);
