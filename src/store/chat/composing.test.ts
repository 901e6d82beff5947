import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatSummary, EngineApi } from '../../worker/api.ts';
import { openTab } from '../conversations/browser.fixture.ts';
import { bundled } from '../engine/engine.ts';
import { failed, inTime, startedEngine, succeeded, turns } from '../engine/fakes.ts';
import { loadingOf } from '../engine/loading.ts';
import { createNotice } from '../notice.ts';
import { createPeers } from '../peers/peers.ts';
import { createAnswerer } from './answerer.ts';
import { createAnswering } from './answering.ts';
import { createComposing } from './composing.ts';
import { figures } from './answering.fixture.ts';
import { createConversationSettings } from './conversation_settings.ts';
import { createSettings } from './settings.ts';

const summary = (finish: ChatSummary['finish']): ChatSummary => ({ ...figures, finish });

async function stage() {
  let end!: (result: Awaited<ReturnType<EngineApi['chat']>>) => void;
  const chat = vi.fn<EngineApi['chat']>(() => new Promise((resolve) => (end = resolve)));
  const engine = await startedEngine({
    chat,
    stop: async () => {
      end({ ok: true, value: summary('stopped') });
      return succeeded(undefined);
    },
  });
  const tab = await openTab();
  const { conversation } = tab;
  const notice = createNotice();
  const answerer = createAnswerer(engine, createPeers());
  const answering = createAnswering({
    answerer,
    conversation,
    settings: createConversationSettings(
      conversation,
      createSettings(null, () => {}),
    ),
    schedule: (run) => run(),
    randomSeed: () => 1,
  });
  const composing = createComposing({ engine, answerer, conversation, answering, notice });
  return {
    ...tab,
    engine,
    notice,
    answering,
    composing,
    chat,
    end: (result: Parameters<typeof end>[0]) => end(result),
    draft: () => conversation.getState().draft,
    attached: () => conversation.getState().attached,
    write: (text: string) => conversation.getState().setDraft(text),
    send: () => composing.getState().send(),
  };
}

let on: Awaited<ReturnType<typeof stage>>;
beforeEach(async () => {
  on = await stage();
});

describe('a message that waits', () => {
  beforeEach(async () => {
    on.write('one');
    on.send();
    await vi.waitUntil(() => on.chat.mock.calls.length === 1, inTime);
    on.write('two');
    on.send();
  });

  it('is in the box until then', () => {
    expect(on.composing.getState().waiting).toBe(true);
    expect(on.draft()).toBe('two');
    expect(on.said()).toEqual(['one', '']);
  });

  it.each(['end-of-turn', 'max-tokens', 'context-full'] as const)('is sent at the end: %s', async (finish) => {
    on.end({ ok: true, value: summary(finish) });
    await vi.waitFor(() => expect(on.said()).toEqual(['one', '', 'two', '']), inTime);
    expect(on.draft()).toBe('');
    expect(on.composing.getState().waiting).toBe(false);
  });

  it.each(['stopped', 'collapsed'] as const)('stays in the box: %s', async (finish) => {
    on.end({ ok: true, value: summary(finish) });
    await turns();
    expect(on.said()).toEqual(['one', '']);
    expect(on.draft()).toBe('two');
    expect(on.composing.getState().waiting).toBe(false);
  });

  it('stays in the box after a failure', async () => {
    on.end(failed({ kind: 'device-lost', message: 'driver reset' }));
    await turns();
    expect(on.draft()).toBe('two');
  });

  it('is a draft again once it is changed or taken back', async () => {
    on.write('two, or');
    expect(on.composing.getState().waiting).toBe(false);
    on.send();
    on.composing.getState().takeBack();
    on.end({ ok: true, value: summary('end-of-turn') });
    await turns();
    expect(on.said()).toEqual(['one', '']);
    expect(on.draft()).toBe('two, or');
  });
});

describe('a message sent while the engine works for the lab', () => {
  let finish!: () => void;
  beforeEach(() => {
    void on.engine.getState().occupy('diagnosis', () => new Promise<void>((resolve) => (finish = resolve)));
    on.write('one');
  });

  it('waits for the end of that, and is sent then', async () => {
    expect(on.send()).toBe(false);
    expect(on.composing.getState().waiting).toBe(true);
    expect(on.draft()).toBe('one');
    finish();
    await vi.waitFor(() => expect(on.said()).toEqual(['one', '']), inTime);
    expect(on.composing.getState().waiting).toBe(false);
  });

  it('is a draft again where the engine is lost meanwhile', async () => {
    on.send();
    on.engine.setState({ device: { at: 'lost', failure: { kind: 'device-lost', message: 'gone' } }, model: null });
    finish();
    await turns();
    expect(on.composing.getState().waiting).toBe(false);
    expect(on.draft()).toBe('one');
  });

  it('takes precedence where the person says so', () => {
    on.send();
    const stop = vi.fn<() => void>();
    on.engine.setState({ stop });
    on.composing.getState().sendNow();
    expect(stop).toHaveBeenCalledOnce();
  });
});

it('a message sent while a model is loaded waits for it, and stays in the box where that fails', async () => {
  on.engine.setState({ loading: loadingOf('another', bundled) });
  on.write('one');
  on.send();
  on.engine.setState({ loading: null, loadFailure: { kind: 'unreachable', message: 'no answer' } });
  await turns();
  expect([on.draft(), on.composing.getState().waiting]).toEqual(['one', false]);
  on.engine.setState({ loading: loadingOf('another', bundled), loadFailure: null });
  on.send();
  on.engine.setState({ loading: null });
  await vi.waitFor(() => expect(on.said()).toEqual(['one', '']), inTime);
});

describe('attachments', () => {
  const file = (name: string, text: string) => new File([text], name);

  it('go with the message, and are kept with the conversation', async () => {
    await on.composing.getState().attachFiles([file('a.md', 'A'), file('a.md', 'B')]);
    on.write('What is this?');
    await on.saving.flush();
    const { id } = on.conversation.getState();
    expect((await on.archive.read(id))?.attached.map(({ name }) => name)).toEqual(['a.md', 'a.md (2)']);
    on.send();
    await vi.waitFor(() => expect(on.chat).toHaveBeenCalledOnce(), inTime);
    expect(on.attached()).toEqual([]);
    expect(on.chat.mock.lastCall![0].messages).toEqual([
      { role: 'user', content: 'a.md:\n\n```md\nA\n```\n\na.md (2):\n\n```\nB\n```\n\nWhat is this?' },
    ]);
    await on.saving.flush();
    await on.conversations.getState().search('a.md (2)');
    expect(on.conversations.getState().found).toEqual(new Set([id]));
  });

  it('that are no text are refused, and the rest is taken', async () => {
    await on.composing.getState().attachFiles([file('a.txt', 'A'), file('b.bin', '\0')]);
    expect(on.attached()).toHaveLength(1);
    expect(on.notice.getState().text).toContain('b.bin is not text in UTF-8');
  });

  it('that were pasted become text again, and are the message where there is no other', async () => {
    on.write('Look:');
    on.composing.getState().attachPasted('long text');
    on.composing.getState().inline(on.attached()[0]!);
    expect([on.draft(), on.attached()]).toEqual(['Look:\n\nlong text', []]);
    on.write('');
    on.composing.getState().attachPasted('\nlong text\n');
    on.send();
    await turns();
    expect(on.said()).toEqual(['long text', '']);
    expect(on.conversation.getState().tree.nodes[0]!.message).not.toHaveProperty('attachments');
  });

  it('alone make a message, and name the conversation', async () => {
    await on.composing.getState().attachFiles([file('notes.md', 'A')]);
    on.send();
    await on.saving.flush();
    expect(on.titles()).toEqual(['notes.md']);
  });
});

it('nothing is sent, and nothing lost, while no answer can begin', () => {
  on.write('one');
  on.conversation.setState({ writable: false });
  expect(on.send()).toBe(false);
  expect(on.draft()).toBe('one');
});
