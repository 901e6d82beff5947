import { describe, expect, it } from 'vitest';
import type { TokenFigures } from '../../worker/api.ts';
import { startedEngine } from '../engine/fakes.ts';
import { createTokenMonitor, mostTokens } from './token_monitor.ts';

const figures = (position: number, set: TokenFigures['set'] = 'fused') => ({ position, set }) as TokenFigures;

async function stage() {
  const engine = await startedEngine();
  return { engine, watching: createTokenMonitor(engine, (run) => run()) };
}

describe('the store of what tokens leave', () => {
  it('has the engine tell only while somebody looks', async () => {
    const { engine, watching } = await stage();
    watching.getState().watch(true);
    expect(engine.getState().configuration.watching).toBe(true);
    watching.getState().watch(false);
    expect(engine.getState().configuration.watching).toBe(false);
  });

  it('keeps the latest tokens of one answer, the first token apart, and the latest of each set', async () => {
    const { watching } = await stage();
    const { take } = watching.getState();
    take(1, figures(0));
    take(1, figures(7, 'reference'));
    for (let position = 20; position < 25 + mostTokens; position++) take(3, figures(position));
    const { answer, tokens, first, bySet } = watching.getState().seen!;
    expect(answer).toBe(3);
    expect(tokens.map(({ position }) => position)).toEqual(Array.from({ length: mostTokens }, (_, n) => n + 25));
    expect(first).toEqual(figures(0));
    expect(bySet).toEqual({ reference: figures(7, 'reference'), fused: figures(24 + mostTokens) });
  });

  it('forgets what another model left', async () => {
    const { engine, watching } = await stage();
    watching.getState().take(1, figures(7));
    await engine.getState().start();
    expect(watching.getState().seen).toBeNull();
  });
});
