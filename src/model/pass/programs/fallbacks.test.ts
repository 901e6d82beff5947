import { describe, expect, it } from 'vitest';
import { Uncompiled } from '../../../gpu/kernel.ts';
import { UncompiledSteps } from '../../../gpu/recording.ts';
import { Fallbacks } from './fallbacks.ts';
import { uniformProgram } from '../../../vocabulary/program.ts';

const fused = uniformProgram('fused');
const failure = (...steps: string[]) =>
  new UncompiledSteps(
    new Map(steps.map((step) => [step, new Uncompiled(`${step}_kernel`, 'line 3: no such function')])),
  );

describe('steps that fall back on their reference', () => {
  it('are those without a kernel, those avoided last, and those that do not compile', () => {
    const fallbacks = new Fallbacks({ qkv: 'too large' }, 'fall-back');
    fallbacks.avoid({ rope: 'wrong' });
    fallbacks.avoid({ down: 'wrong' });
    fallbacks.fallBack(failure('gate_up', 'logits'), fused);
    const reference = { qkv: 'reference', down: 'reference', gate_up: 'reference', logits: 'reference' };
    expect(fallbacks.resolve(fused)).toEqual({ ...fused, ...reference });
    expect(fallbacks.uncompiled).toEqual({
      gate_up: 'its fused kernel gate_up_kernel does not compile in this browser',
      logits: 'its fused kernel logits_kernel does not compile in this browser',
    });
  });

  it('do not include what has no reference left to fall back on, nor anything that is no compiler’s failure', () => {
    const fallbacks = new Fallbacks({}, 'fall-back');
    const error = failure('qkv');
    expect(() => fallbacks.fallBack(error, uniformProgram('reference'))).toThrow(error);
    const other = new Error('a bug');
    expect(() => fallbacks.fallBack(other, fused)).toThrow(other);
    expect(fallbacks.resolve(fused)).toEqual(fused);
  });

  it('are none where somebody looks at kernels', () => {
    const error = failure('qkv');
    expect(() => new Fallbacks({}, 'refuse').fallBack(error, fused)).toThrow(error);
    expect(error.failure).toEqual({
      kind: 'bad-kernel',
      message:
        'The kernel qkv_kernel does not compile here (line 3: no such function): update the browser or the graphics driver.',
    });
  });
});
