import { expect, it } from 'vitest';
import { inEnglish } from './message.ts';
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
    `All fused steps pass: 222 stages compared on the reference’s inputs, the worst at 1.4× its noise floor (${allowance}× is allowed). Batches checked: prefill, decode, decode at a context of 1024, by the kernels norm_qkv, attention_merge. Sampled tokens match those of the exact sampler. Each of 29 kernels alone agrees with float64 on hard inputs: large, tiny and mixed values, cancelling sums, one dominant channel. The reference itself agrees with float64 on the CPU, computed from the checkpoint’s bytes: 1 stages of the embedding, layers 0, 5 and the logits, the worst at 1.1× its noise floor.`,
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
    'Sampled tokens match those of the exact sampler. Each of 9 kernels alone agrees with float64 on hard inputs: large, tiny and mixed values, cancelling sums, one dominant channel. The reference itself was not compared with float64, because the checkpoint could not be read again. Gone: load it again.',
  );
});

it('says where a kernel for long contexts takes over, and not that lockstep found no harm', () => {
  const { text, downstream } = blamed(culprit, unharmed);
  expect(text).toContain('Found in 2 layers, first in this one. The error appears during decode at a context of 1024,');
  expect(text).toContain('Answers are right up to a context of 1024 tokens, where this kernel takes over');
  expect(text).not.toContain('Left to run on');
  expect(downstream).toEqual(unharmed);
});

it('names the token where there are several', () => {
  expect(blamed(culprit, unharmed).text).toContain('largest in channel 3.');
  expect(blamed({ ...culprit, shape: 'many' }, unharmed).text).toContain(
    'largest in token 0 of the batch and channel 3.',
  );
});

it('trusts nothing where the reference itself is wrong', () => {
  const worst = { row: 3, column: 7, value: 2, expected: 1 };
  const wrong = { ...examined, layer: 0, stage: 'q', error: 0.03, bad: true, worst };
  const about = { tokens: 12, layers: [0], stages: [examined, wrong] };
  expect(untrusted(unread)).toBeNull();
  expect(untrusted({ status: 'examined', report: { ...about, stages: [examined] } })).toBeNull();
  const verdict = untrusted({ status: 'examined', report: about });
  expect(verdict).toMatchObject({ status: 'untrusted', step: null, layer: 0, stage: 'q' });
  expect(verdict!.text).toContain(
    'The reference is wrong on this adapter: L0.q has a relative error of 0.03, 3.0e5× its noise floor,',
  );
  expect(verdict!.text).toContain('The largest error is in token 3, channel 7: 2 instead of 1.');
});

it('names a kernel that is wrong on other inputs than those of the prompt', () => {
  const trial = { step: 'gate_up', kernel: 'norm_gate_up', inputs: 'large values (BF16, inputs 64)', seed: 7 };
  const wrong = { ...trial, error: Infinity, bound: 1e-5, bad: true };
  expect(wrongAlone(wrong)).toMatchObject({ status: 'bad', step: 'gate_up', layer: null });
  expect(wrongAlone(wrong).text).toContain(
    'alone, on large values (BF16, inputs 64), norm_gate_up does not compute what float64 does. The seed is 7.',
  );
  expect(untrustedAlone([wrong])).toBeNull();
  expect(untrustedAlone([{ ...wrong, step: null, error: 0.5 }])!.text).toContain(
    'has a relative error of 0.5 against float64, 5.0e4× the bound',
  );
});

it('names two steps where only both as one kernel are wrong', () => {
  const { step, text } = blamed({ ...culprit, steps: ['rope', 'attention'] }, unharmed);
  expect(step).toBe('rope+attention');
  expect(text).toContain(
    'The fused rope+attention is wrong: given the reference’s own inputs, L2.attn has a relative error of',
  );
  expect(text).toContain('Each of these steps passes alone');
});

it('blames sampling for wrong samples', () => {
  expect(missampled()).toMatchObject({ status: 'bad', step: 'sample', layer: null, stage: null, kind: 'wrong' });
});

it('leaves out a multiple of the noise floor that nobody can read', () => {
  const evidence = { ...culprit.evidence, error: 1.7e28 };
  const { sentences } = blamed({ ...culprit, evidence, floor: 3e-7 }, unharmed);
  expect(sentences[0]!.text).toContain('a relative error of 1.7e28, far beyond rounding (noise floor 3.0e-7).');
});

it('says the same as messages, which other languages are made of', () => {
  const { sentences } = blamed(
    { ...culprit, shape: 'many' },
    { ...unharmed, overflowsAt: 'L2.o_proj', largest: 4e25, zerosFrom: 'L2.attn_residual' },
  );
  for (const { text, messages } of sentences) expect(messages.map(inEnglish).join(' ')).toBe(text);
  expect(sentences.find(({ about }) => about === 'after')!.messages.map(({ key }) => key)).toEqual([
    'effect',
    'reaches',
    'zerosAfter',
    'sameTop',
    'kl',
  ]);
});
