import { beforeEach, describe, expect, it, vi } from 'vitest';
import { uniformProgram } from '../../vocabulary/program.ts';
import type { AnsweredToken, AnswerOdds, EngineApi, OddsRequest } from '../../worker/api.ts';
import { createAnswerer } from '../chat/answerer.ts';
import { createAnswering } from '../chat/answering.ts';
import { createPeers } from '../peers/peers.ts';
import { createConversationSettings } from '../chat/conversation_settings.ts';
import { presets } from '../chat/sampling.ts';
import { createSettings } from '../chat/settings.ts';
import { openTab } from '../conversations/browser.fixture.ts';
import { failed, startedEngine, succeeded, turns } from '../engine/fakes.ts';
import { createInspecting } from './inspecting.ts';

const odds = ({ program, sampling, ids }: OddsRequest): AnswerOdds => ({
  program,
  set: program.qkv,
  sampling,
  prompt: [1, 2, 3],
  tokens: [...ids, null].map((id) => ({ id }) as AnsweredToken),
});

async function stage() {
  const answerOdds = vi.fn<EngineApi['answerOdds']>(async (request) => succeeded(odds(request)));
  const chat = vi.fn<EngineApi['chat']>(async () => failed({ kind: 'bad-request', message: 'no' }));
  const stop = vi.fn<EngineApi['stop']>(async () => succeeded(undefined));
  const engine = await startedEngine({ answerOdds, chat, stop });
  const { conversation } = await openTab();
  const settings = createConversationSettings(
    conversation,
    createSettings(null, () => {}),
  );
  const answerer = createAnswerer(engine, createPeers());
  const parts = { answerer, conversation, settings, schedule: (run: () => void) => run(), randomSeed: () => 5 };
  const answering = createAnswering(parts);
  const inspecting = createInspecting({ engine, conversation, settings, answering });
  await answering.getState().send('Hi');
  const { tree, replace } = conversation.getState();
  const answer = tree.nodes[1]!.message;
  if (answer.role === 'assistant') replace(1, { ...answer, ids: [7, 8, 9] });
  const seen = () => inspecting.getState();
  return { engine, conversation, settings, answering, inspecting, answerOdds, chat, stop, seen };
}

let on: Awaited<ReturnType<typeof stage>>;
beforeEach(async () => {
  on = await stage();
});

describe('inspecting an answer', () => {
  it('runs its ids again behind its question, by the program that is on', async () => {
    await on.seen().open(1);
    expect(on.answerOdds.mock.lastCall![0]).toMatchObject({
      messages: [{ role: 'user', content: 'Hi' }],
      ids: [7, 8, 9],
      sampling: { seed: 5 },
      program: uniformProgram('fused'),
      fault: null,
    });
    expect(on.seen()).toMatchObject({ answer: 1, progress: null, failure: null, at: null });
    expect(on.seen().odds?.tokens).toHaveLength(4);
  });

  it('samples as the answer was sampled; where it stored nothing, as the settings are now', async () => {
    const { tree, replace } = on.conversation.getState();
    const before = tree.nodes[1]!.message;
    on.settings.change({ sampling: presets.greedy });
    await on.seen().open(1);
    expect(on.answerOdds.mock.lastCall![0].sampling).toEqual({ ...presets.thinking, seed: 5 });
    on.seen().close();
    if (before.role === 'assistant') {
      const { sampling: _, ...older } = before;
      replace(1, { ...older, ids: [7, 8, 9] });
    }
    await on.seen().open(1);
    expect(on.answerOdds.mock.lastCall![0].sampling).toEqual({ ...presets.greedy, seed: 5 });
  });

  it('runs the other kernels only for the difference, and once', async () => {
    await on.seen().open(1);
    await on.seen().tintBy('entropy');
    expect(on.answerOdds).toHaveBeenCalledTimes(1);
    await on.seen().tintBy('difference');
    await on.seen().tintBy('none');
    await on.seen().tintBy('difference');
    expect(on.answerOdds).toHaveBeenCalledTimes(2);
    expect(on.seen().other?.set).toBe('reference');
  });

  it('shows the token at a position, and none where the answer has no such', async () => {
    await on.seen().open(1, 4);
    expect(on.seen().at).toBe(1);
    await on.seen().open(1, 99);
    expect(on.seen().at).toBe(1);
    expect(on.answerOdds).toHaveBeenCalledTimes(1);
  });

  it('branches with the ids before the token and another in its place, sampled with the same seed', async () => {
    await on.seen().open(1);
    on.seen().choose(2);
    await on.seen().branch(50);
    expect(on.chat.mock.lastCall![0]).toMatchObject({ resume: [7, 8, 50], sampling: { seed: 5 } });
    expect(on.conversation.getState().tree.nodes.map(({ parent }) => parent)).toEqual([null, 0, 0]);
    expect(on.seen().answer).toBeNull();
  });

  it('says why it failed, and is closed with its conversation, its model or its answer', async () => {
    on.answerOdds.mockResolvedValueOnce(failed({ kind: 'out-of-memory', message: 'no room' }));
    await on.seen().open(1);
    expect(on.seen()).toMatchObject({ odds: null, failure: { message: 'no room' } });
    on.conversation.getState().startAnew();
    expect(on.seen()).toMatchObject({ answer: null, failure: null });
  });

  it('is closed when its answer goes on', async () => {
    await on.seen().open(1);
    await on.answering.getState().resume(1);
    expect(on.seen().answer).toBeNull();
  });

  it('stops what was closed, and shows nothing of it', async () => {
    let end!: () => void;
    on.answerOdds.mockImplementationOnce(async (request) => {
      await new Promise<void>((resolve) => (end = resolve));
      return succeeded(odds(request));
    });
    const opened = on.seen().open(1);
    await turns();
    on.seen().close();
    expect(on.stop).toHaveBeenCalledTimes(1);
    const again = on.seen().open(1);
    end();
    await Promise.all([opened, again]);
    expect(on.answerOdds).toHaveBeenCalledTimes(2);
    expect(on.seen().odds).not.toBeNull();
  });
});
