import type { Chapter } from '../../../store/lab/story.ts';

/** Each chapter's title and text, shown before it runs and beside its result. */
export const texts: Record<Chapter, { title: string; text: string }> = {
  standard: {
    title: 'What it should say',
    text: 'The model by the reference kernels: one plain operation a dispatch. This is what the team saw from PyTorch.',
  },
  symptom: {
    title: 'The symptom',
    text: 'They fused RMSNorm with the projections of q, k and v. Alone the kernel was 12.72 times as fast and agreed with PyTorch to 0.0029. In the model every token came out as id 0, which is “!”.',
  },
  scaling: {
    title: 'First turn: scale the embeddings',
    text: 'Other models scale their embeddings by 1/√hidden, so it was tried. Qwen3 does not, and in the published model the mean square of a row then falls below the epsilon of the first norm. The second layer is as lost as before.',
  },
  clamping: {
    title: 'Second turn: clamp the K-norm gains',
    text: 'Gains of 96.5 look guilty. Clamped to [-10, 10] in every layer they change nothing that matters: the second layer is as large as before, and the text is the same.',
  },
  precision: {
    title: 'Third turn: mix the precisions',
    text: 'Every mix of f16, bf16 and f32 was tried. Here the norms round to bf16 and SwiGLU to f16: values of 1e28 do not care about digits.',
  },
  replay: {
    title: 'Replay',
    text: 'Each fused step is run on what the reference has there. Only one is wrong on right inputs.',
  },
  fix: {
    title: 'The fix',
    text: 'Qwen3 has no bias on q, k and v. The kernel kept one, allocated and never filled. Without it the fused kernels say what the reference says.',
  },
};
