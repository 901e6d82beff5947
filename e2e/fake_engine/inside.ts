import { describeProgram } from '../../src/vocabulary/program.ts';
import type { AttentionReport, AttentionRequest, LoadedModel, TokenLens } from '../../src/worker/api.ts';

type Spell = (id: number) => string;

/** What the layers of a token would say: surer towards the last. */
export function lensOf(position: number, layers: number, spell: Spell): TokenLens {
  return {
    layers: Array.from({ length: layers }, (_, layer) => {
      const sure = (layer + 1) / (layers + 1);
      const likeliest = Array.from({ length: 5 }, (_, n) => {
        const id = 400 + ((position * 7 + n * 137 + (layer < layers / 2 ? layer * 311 : 0)) % 2000);
        return { id, name: spell(id), share: n === 0 ? sure : (1 - sure) / 2 ** n };
      });
      return { likeliest, entropy: 8 * (1 - sure) };
    }),
    gpuMs: 0.31,
  };
}

/** Heads that look at themselves, at token 0, or back by as many positions as their number. */
export function attentionOf({ tokens, program }: AttentionRequest, model: LoadedModel, spell: Spell): AttentionReport {
  const { layers, heads } = model.config;
  const positions = tokens.length;
  const shares = new Float32Array(layers * heads * positions);
  for (let row = 0; row < layers * heads; row += 1) {
    const back = Math.max(0, positions - 1 - (row % heads) * 2);
    shares[row * positions] = 0.6;
    shares[row * positions + back]! += 0.3;
    shares[row * positions + positions - 1]! += 0.1;
  }
  return {
    position: positions - 1,
    program,
    set: describeProgram(program),
    names: tokens.map(spell),
    layers,
    heads,
    shares,
    gpuMs: 0.12,
  };
}
