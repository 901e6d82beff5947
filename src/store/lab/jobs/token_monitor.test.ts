import { describe, expect, it, vi } from 'vitest';
import { uniformProgram } from '../../../vocabulary/program.ts';
import type { AnsweredOn, AttentionReport, EngineApi, TokenFigures, WatchReport } from '../../../worker/api.ts';
import { failed, startedEngine, succeeded } from '../../engine/fakes.ts';
import { createTokenMonitor, maxTokens, type WatchedToken } from './token_monitor.ts';

const figures = (position: number, set: TokenFigures['set'] = 'fused') => ({ position, set }) as TokenFigures;
const watched = (position: number, set?: TokenFigures['set']): WatchedToken => ({
  name: `token ${position}`,
  figures: figures(position, set),
});

async function stage() {
  const engine = await startedEngine();
  return { engine, monitor: createTokenMonitor(engine, (run) => run()) };
}

describe('the token monitor', () => {
  it('has the engine watch tokens only while they are on show', async () => {
    const { engine, monitor } = await stage();
    const end = monitor.getState().watch();
    expect(engine.getState().configuration.watching).toBe(true);
    end();
    expect(engine.getState().configuration.watching).toBe(false);
  });

  it('takes the logit lens once it is asked for, of tokens that are run again, too', async () => {
    const report = { figures: figures(1), first: figures(0) } as WatchReport;
    const watchAgain = vi.fn<EngineApi['watchAgain']>(async () => succeeded(report));
    const engine = await startedEngine({ watchAgain });
    const monitor = createTokenMonitor(engine, (run) => run());
    monitor.getState().lens(true);
    expect(engine.getState().configuration.lensed).toBe(true);
    const on = { tokens: [1, 2], fault: null } as AnsweredOn;
    await monitor.getState().show({ answer: 1, on, position: 1, name: null, program: uniformProgram('fused') });
    expect(watchAgain.mock.lastCall![0]).toMatchObject({ lensed: true });
  });

  it('keeps what a token attends to until another conversation or model', async () => {
    const report = { position: 2 } as AttentionReport;
    const attentionMap = vi.fn<EngineApi['attentionMap']>(async () => succeeded(report));
    const engine = await startedEngine({ attentionMap });
    const monitor = createTokenMonitor(engine, (run) => run());
    const on = { tokens: [5, 6, 7, 8], fault: null } as AnsweredOn;
    const wanted = { answer: 1, on, position: 2, name: null, program: uniformProgram('fused') };
    expect(await monitor.getState().attend(wanted)).toBeNull();
    expect(attentionMap.mock.lastCall![0]).toMatchObject({ tokens: [5, 6, 7], fault: null });
    expect(monitor.getState().attention).toEqual({ answer: 1, report });
    const failure = { kind: 'bad-request', message: 'too far' } as const;
    attentionMap.mockResolvedValueOnce(failed(failure));
    expect(await monitor.getState().attend(wanted)).toEqual(failure);
    await engine.getState().start();
    expect(monitor.getState().attention).toBeNull();
  });

  it('keeps the latest tokens of one answer, its first token, and the latest of each set', async () => {
    const { monitor } = await stage();
    const { take } = monitor.getState();
    take(1, watched(0));
    take(1, watched(7, 'reference'));
    for (let position = 20; position < 25 + maxTokens; position++) take(3, watched(position));
    const { answer, tokens, first, bySet } = monitor.getState().seen!;
    expect(answer).toBe(3);
    expect(tokens.map(({ figures }) => figures.position)).toEqual(Array.from({ length: maxTokens }, (_, n) => n + 25));
    expect(first).toEqual(watched(0));
    expect(bySet).toEqual({ reference: figures(7, 'reference'), fused: figures(24 + maxTokens) });
  });

  it('forgets tokens of another model', async () => {
    const { engine, monitor } = await stage();
    monitor.getState().take(1, watched(7));
    await engine.getState().start();
    expect(monitor.getState().seen).toBeNull();
  });

  it('runs a token of any answer again, with as many before it as there are layers', async () => {
    const report = { figures: figures(9), first: figures(0) } as WatchReport;
    const watchAgain = vi.fn<EngineApi['watchAgain']>(async () => succeeded(report));
    const monitor = createTokenMonitor(await startedEngine({ watchAgain }), (run) => run());
    const on = { tokens: Array.from({ length: 20 }, (_, id) => id), fault: null } as AnsweredOn;
    const wanted = { answer: 3, on, position: 9, name: 'token 9', program: uniformProgram('fused') };
    expect(await monitor.getState().show(wanted)).toBeNull();
    expect(watchAgain.mock.lastCall![0]).toMatchObject({ tokens: on.tokens.slice(0, 10), from: 5 });
    expect(monitor.getState()).toMatchObject({
      chosen: 9,
      seen: {
        answer: 3,
        tokens: [watched(9)],
        first: { name: null, figures: figures(0) },
        rerun: { position: 9, on, from: 5 },
      },
    });

    const failure = { kind: 'out-of-memory', message: 'no room' } as const;
    watchAgain.mockResolvedValueOnce(failed(failure));
    expect(await monitor.getState().show({ ...wanted, answer: 4 })).toEqual(failure);
    expect(monitor.getState().seen?.answer).toBe(3);
    monitor.getState().compare(9);
    monitor.getState().take(5, watched(11));
    expect(monitor.getState()).toMatchObject({ chosen: null, compared: null, seen: { answer: 5, rerun: null } });

    // The other tokens of the answer stay on show.
    const again = { ...figures(11), lens: { layers: [], gpuMs: 1 } };
    watchAgain.mockResolvedValueOnce(succeeded({ ...report, figures: again }));
    for (const position of [12, 13]) monitor.getState().take(5, watched(position));
    const last = { name: 'token 14', figures: figures(14, 'reference') };
    monitor.getState().take(5, last);
    await monitor.getState().show({ ...wanted, answer: 5, position: 11, name: 'token 11' });
    expect(monitor.getState().seen!.tokens).toEqual([
      { name: 'token 11', figures: again },
      watched(12),
      watched(13),
      last,
    ]);
    expect(monitor.getState().chosen).toBe(11);
    expect(monitor.getState().seen!.bySet).toMatchObject({ fused: again, reference: last.figures });
  });
});
