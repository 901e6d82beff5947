import { expect, it, vi } from 'vitest';
import type { Peer, PeerLab } from '../../../peers/peer.ts';
import { uniformProgram } from '../../../vocabulary/program.ts';
import type { EngineApi, KnownReport, PeerComparison, PeerRow } from '../../../worker/api.ts';
import { failed, startedEngine, succeeded } from '../../engine/fakes.ts';
import { createComparing } from './comparing.ts';

const program = uniformProgram('fused');
const known = { name: 'transformers.js', bad: false } as KnownReport;
const comparison = { positions: [], sameTop: 1 } as unknown as PeerComparison;
const file = new Blob(['stages']);
const row: PeerRow = { position: 2, ids: Int32Array.of(7), logprobs: Float32Array.of(-0.1), ceiling: -0.1 };

function peerOf(changes: Partial<Peer> = {}): Peer {
  return {
    label: 'vLLM',
    about: 'vLLM · host',
    model: { name: 'acme/toy' },
    encode: async () => succeeded([1, 2, 3]),
    lab: {
      rows: vi.fn<PeerLab['rows']>(async () => succeeded([row])),
      greedy: async () => succeeded([7, 8]),
      knownAnswers: vi.fn<NonNullable<PeerLab['knownAnswers']>>(async () => succeeded(file)),
    },
    ...changes,
  } as unknown as Peer;
}

async function stage(ids = [7, 8], text = 'One two') {
  const compareRows = vi.fn<EngineApi['compareRows']>(async () => succeeded(comparison));
  const checkKnownAnswers = vi.fn<EngineApi['checkKnownAnswers']>(async () => succeeded(known));
  const engine = await startedEngine({
    continueGreedily: async () => succeeded({ prompt: [1, 2, 3], ids, text }),
    compareRows,
    checkKnownAnswers,
  });
  const comparing = createComparing(engine);
  const compare = (peer: Peer) => comparing.getState().compare(peer, 'Hi', 16, program);
  return { engine, comparing, compareRows, checkKnownAnswers, compare, seen: () => comparing.getState() };
}

it('gives both engines the same ids, and asks the peer once where both go on alike', async () => {
  const on = await stage();
  const peer = peerOf();
  await on.compare(peer);
  expect(on.seen().report).toMatchObject({ by: 'ids', samePrompt: true, promptTokens: 3, alike: 2, parted: false });
  expect(on.seen().report).toMatchObject({ onOurs: comparison, onTheirs: null });
  expect(peer.lab!.rows).toHaveBeenCalledExactlyOnceWith(
    [1, 2, 3, 7, 8],
    { first: 2, top: 256, also: [7, 8] },
    expect.anything(),
  );
  expect(on.compareRows).toHaveBeenCalledExactlyOnceWith({ ids: [1, 2, 3, 7, 8], rows: [row], program });
});

it('has each judge the other’s tokens where they part', async () => {
  const on = await stage([7, 9, 5]);
  await on.compare(peerOf());
  expect(on.seen().report).toMatchObject({ alike: 1, parted: true, onTheirs: comparison });
  expect(on.compareRows.mock.calls.map(([{ ids }]) => ids)).toEqual([
    [1, 2, 3, 7, 9, 5],
    [1, 2, 3, 7, 8],
  ]);
});

it('takes an ending that is not told for no difference', async () => {
  const on = await stage([7, 8, 0]);
  await on.compare(peerOf());
  expect(on.seen().report).toMatchObject({ alike: 2, parted: false });
});

it('notices another tokenizer or template', async () => {
  const on = await stage();
  await on.compare(peerOf({ encode: async () => succeeded([1, 2, 4]) }));
  expect(on.seen().report).toMatchObject({ samePrompt: false });
  await on.compare(peerOf({ encode: null }));
  expect(on.seen().report).toMatchObject({ samePrompt: null });
});

it('compares texts where a peer says nothing of ids', async () => {
  const on = await stage();
  const chat: Peer['chat'] = async (request, onEvent) => {
    expect(request).toMatchObject({ sampling: { temperature: 0 }, maxTokens: 16, thinking: false });
    const event = { type: 'text', ids: [], tokens: 1, contextUsed: 1, elapsedMs: 1 } as const;
    onEvent({ ...event, channel: 'answer', text: 'One t' });
    onEvent({ ...event, channel: 'answer', text: 'ree' });
    return succeeded({} as never);
  };
  await on.compare(peerOf({ lab: null, encode: null, chat }));
  expect(on.seen().report).toMatchObject({ by: 'text', here: 'One two', there: 'One tree', alike: 5, parted: true });
});

it('holds every stage of the reference against the peer’s, until another model is loaded', async () => {
  const on = await stage();
  const peer = peerOf();
  await on.comparing.getState().compareStages(peer, 'Hi', 16);
  expect(peer.lab!.knownAnswers).toHaveBeenCalledExactlyOnceWith([1, 2, 3, 7, 8], expect.anything());
  expect(on.checkKnownAnswers).toHaveBeenCalledExactlyOnceWith({
    file,
    name: 'vLLM',
    program: uniformProgram('reference'),
  });
  expect(on.seen()).toMatchObject({ running: false, stages: known, report: null, failure: null });
  await on.engine.getState().start();
  expect(on.seen().stages).toBeNull();
});

it('shows what failed, and keeps the report before', async () => {
  const on = await stage();
  await on.compare(peerOf());
  const message = 'host failed (500): look into its log, or try again.';
  const lab = {
    rows: async () => failed({ kind: 'bad-request', message }),
    greedy: async () => succeeded([7]),
    knownAnswers: null,
  };
  await on.compare(peerOf({ lab }));
  expect(on.seen()).toMatchObject({ running: false, failure: { message }, report: { by: 'ids' } });
});

it('stops while the peer is asked', async () => {
  const on = await stage();
  const greedy = (_: unknown, __: unknown, signal: AbortSignal) =>
    new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
  const lab = {
    rows: async () => succeeded([row]),
    greedy: (...asked: Parameters<typeof greedy>) =>
      greedy(...asked).catch(() => failed({ kind: 'stopped', message: 'The request was stopped.' })),
    knownAnswers: null,
  };
  const running = on.compare(peerOf({ lab }));
  await vi.waitFor(() => expect(on.engine.getState().occupation?.done).toBe(1 / 5));
  on.engine.getState().stop();
  await running;
  expect(on.seen()).toMatchObject({ running: false, failure: null, report: null });
  expect(on.engine.getState().occupation).toBeNull();
});
