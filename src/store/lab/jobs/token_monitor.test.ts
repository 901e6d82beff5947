import { describe, expect, it } from 'vitest';
import type { TokenFigures } from '../../../worker/api.ts';
import { startedEngine } from '../../engine/fakes.ts';
import { createTokenMonitor, maxTokens } from './token_monitor.ts';

const figures = (position: number, set: TokenFigures['set'] = 'fused') => ({ position, set }) as TokenFigures;

async function stage() {
  const engine = await startedEngine();
  return { engine, monitor: createTokenMonitor(engine, (run) => run()) };
}

describe('the token monitor', () => {
  it('has the engine watch tokens only while they are on show', async () => {
    const { engine, monitor } = await stage();
    monitor.getState().watch(true);
    expect(engine.getState().configuration.watching).toBe(true);
    monitor.getState().watch(false);
    expect(engine.getState().configuration.watching).toBe(false);
  });

  it('keeps the latest tokens of one answer, its first token, and the latest of each set', async () => {
    const { monitor } = await stage();
    const { take } = monitor.getState();
    take(1, figures(0));
    take(1, figures(7, 'reference'));
    for (let position = 20; position < 25 + maxTokens; position++) take(3, figures(position));
    const { answer, tokens, first, bySet } = monitor.getState().seen!;
    expect(answer).toBe(3);
    expect(tokens.map(({ position }) => position)).toEqual(Array.from({ length: maxTokens }, (_, n) => n + 25));
    expect(first).toEqual(figures(0));
    expect(bySet).toEqual({ reference: figures(7, 'reference'), fused: figures(24 + maxTokens) });
  });

  it('forgets tokens of another model', async () => {
    const { engine, monitor } = await stage();
    monitor.getState().take(1, figures(7));
    await engine.getState().start();
    expect(monitor.getState().seen).toBeNull();
  });
});
