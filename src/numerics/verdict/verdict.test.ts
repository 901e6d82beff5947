import { expect, it } from 'vitest';
import { allowance } from './noise_floor.ts';
import { gatherEvidence } from '../evidence/evidence.ts';
import { divergence } from '../divergence.ts';
import { downstreamOf } from './downstream.ts';
import { blamed, missampled, passed, untrusted, untrustedAlone, wrongAlone, type Culprit } from './verdict.ts';

const reference = Float32Array.from([1, 2, 3, 4]);
const culprit: Culprit = {
  steps: ['attention'],
  layer: 2,
  stage: 'attn',
  shape: 'one-long',
  longContext: 1024,
  evidence: gatherEvidence(Float32Array.from([1, 2, 3, 8]), reference, 4, 0x7fc0dead),
  floor: 1e-7,
  layers: [2, 3],
  fault: null,
};
const unread = { status: 'unread', reason: 'Gone: load it again.' } as const;
const logits = divergence(reference, reference, 4);
const examined = { layer: null, stage: 'embed', error: 1.1e-7, floor: 1e-7, worst: null, bad: false };
const unharmed = downstreamOf([], logits);

it('says how much was checked, and which kernels ran', () => {
  const { status, text } = passed({
    stages: 222,
    worst: 1.44,
    shapes: ['many', 'one', 'one-long'],
    longContext: 1024,
    kernels: ['norm_qkv', 'attention_merge'],
    sampled: true,
    kernelsAlone: 29,
    reference: { status: 'examined', report: { tokens: 12, layers: [0, 5], stages: [examined] } },
  });
  expect(status).toBe('pass');
  expect(text).toBe(
    `Every fused step computes what the reference computes: 222 stages checked on the reference’s inputs, the worst 1.4 times its noise floor, where ${allowance} are allowed. So it is with many tokens at once, with one token at a time and with one token at a context of 1024. Kernels that ran: norm_qkv and attention_merge. Tokens are drawn from the logits as the exact sampler draws them. Each of 29 kernels alone agrees with float64 on hard inputs: large, tiny and mixed values, sums that cancel, one channel that dominates. The reference itself agrees with float64 on the CPU, computed from the checkpoint’s bytes: 1 stages of the embedding, layers 0 and 5 and the logits, the worst 1.1 times its noise floor.`,
  );
});

it('says nothing of stages where only sampling was checked', () => {
  const looked = {
    stages: 0,
    worst: -Infinity,
    shapes: [],
    longContext: 1024,
    kernels: [],
    sampled: true,
    kernelsAlone: 9,
    reference: unread,
  };
  expect(passed(looked).text).toBe(
    'Tokens are drawn from the logits as the exact sampler draws them. Each of 9 kernels alone agrees with float64 on hard inputs: large, tiny and mixed values, sums that cancel, one channel that dominates. The reference itself was not held to float64: the checkpoint could not be read again. Gone: load it again.',
  );
});

it('says where a kernel for long contexts takes over, and not that lockstep found no harm', () => {
  const { text, downstream } = blamed(culprit, unharmed);
  expect(text).toContain('Found in 2 layers, first in this one. The error appears with one token at a context of 1024');
  expect(text).toContain('Answers are right up to a context of 1024 tokens, where this kernel takes over');
  expect(text).not.toContain('Left to run on');
  expect(downstream).toEqual(unharmed);
});

it('names the token where there are several', () => {
  expect(blamed(culprit, unharmed).text).toContain('most in channel 3.');
  expect(blamed({ ...culprit, shape: 'many' }, unharmed).text).toContain('most in token 0 of the batch and channel 3.');
});

it('trusts nothing where the reference itself is wrong', () => {
  const worst = { row: 3, column: 7, value: 2, expected: 1 };
  const wrong = { ...examined, layer: 0, stage: 'q', error: 0.03, bad: true, worst };
  const about = { tokens: 12, layers: [0], stages: [examined, wrong] };
  expect(untrusted(unread)).toBeNull();
  expect(untrusted({ status: 'examined', report: { ...about, stages: [examined] } })).toBeNull();
  const verdict = untrusted({ status: 'examined', report: about });
  expect(verdict).toMatchObject({ status: 'untrusted', step: null, layer: 0, stage: 'q' });
  expect(verdict!.text).toContain('The reference is wrong on this adapter: q of layer 0 is off by 0.03 of its size');
  expect(verdict!.text).toContain('Most in token 3, channel 7: 2 instead of 1.');
});

it('names a kernel that is wrong on other inputs than those of the prompt', () => {
  const trial = { step: 'gate_up', kernel: 'norm_gate_up', inputs: 'large values (BF16, inputs 64)', seed: 7 };
  const wrong = { ...trial, error: Infinity, bound: 1e-5, bad: true };
  expect(wrongAlone(wrong)).toMatchObject({ status: 'bad', step: 'gate_up', layer: null });
  expect(wrongAlone(wrong).text).toContain('norm_gate_up is wrong on large values (BF16, inputs 64). The seed is 7.');
  expect(untrustedAlone([wrong])).toBeNull();
  expect(untrustedAlone([{ ...wrong, step: null, error: 0.5 }])!.text).toContain('off by 0.5 of its size, 5.0e4 times');
});

it('names two steps where only both as one kernel are wrong', () => {
  const { step, text } = blamed({ ...culprit, steps: ['rope', 'attention'] }, unharmed);
  expect(step).toBe('rope+attention');
  expect(text).toContain('The fused kernel of rope and attention in layer 2 is wrong');
  expect(text).toContain('Each of these steps alone is right');
});

it('blames sampling for wrong samples', () => {
  expect(missampled()).toMatchObject({ status: 'bad', step: 'sample', layer: null, stage: null, kind: 'wrong' });
});
