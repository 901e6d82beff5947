import { describe, expect, it } from 'vitest';
import { candidates, greedy } from '../../../../tools/servers/model.ts';
import { toyModel } from '../../../../tools/servers/toy_model.ts';
import type { ServerFault } from '../../../../tools/servers/faults.ts';
import { connected, dialectNames } from '../servers.fixture.ts';

const ids = [3, 1, 4, 1, 5, 9, 2, 6];
const { signal } = new AbortController();
const wanted = { first: 4, top: 3, also: [100, 200] };
const told = ['vllm', 'sglang', 'llama-server'] as const;

describe.each(told)('%s', (dialect) => {
  it('tells of the likeliest in every place', async () => {
    const model = toyModel();
    const { peer } = await connected(dialect, { model });
    const rows = await peer.lab!.rows(ids, wanted, signal);
    if (!rows.ok) throw new Error(rows.failure.message);
    expect(rows.value.map(({ position }) => position)).toEqual([4, 5, 6]);
    for (const row of rows.value) {
      const all = await candidates(model, ids.slice(0, row.position + 1));
      const likeliest = all.slice(0, 3);
      expect(row.ceiling).toBeCloseTo(likeliest.at(-1)!.logprob, 5);
      const next = all.find(({ id }) => id === ids[row.position + 1])!;
      const others = dialect === 'sglang' ? [next, ...all.filter(({ id }) => wanted.also.includes(id))] : [next];
      const known = dialect === 'llama-server' ? likeliest : [...likeliest, ...others];
      expect(new Set(row.ids)).toEqual(new Set(known.map(({ id }) => id)));
      for (const { id, logprob } of known) expect(row.logprobs[row.ids!.indexOf(id)]).toBeCloseTo(logprob, 5);
    }
  });

  it('tells of as many candidates as it may', async () => {
    const { peer } = await connected(dialect);
    const rows = await peer.lab!.rows(ids, { first: 4, top: 256, also: [] }, signal);
    if (!rows.ok) throw new Error(rows.failure.message);
    for (const row of rows.value) expect(row.ids!.length).toBeGreaterThanOrEqual(dialect === 'vllm' ? 20 : 256);
  });

  it('goes on greedily', async () => {
    const model = toyModel();
    const { peer } = await connected(dialect, { model });
    expect(await peer.lab!.greedy(ids, 5, signal)).toEqual({ ok: true, value: await greedy(model, ids, 5) });
  });

  it.each<[ServerFault, RegExp]>([
    ['internal-error', /failed \(500/],
    ['too-many-requests', /\(429\): try again in 7 s/],
    ['web-page', /with a web page/],
    ['half-json', /not JSON/],
    ['not-found', /\(404\)/],
  ])('survives %s', async (fault, message) => {
    const { peer, small } = await connected(dialect);
    small.goWrong(fault);
    const rows = await peer.lab!.rows(ids, wanted, signal);
    expect(rows).toMatchObject({ ok: false, failure: { message: expect.stringMatching(message) } });
  });

  it('can be stopped', async () => {
    const { peer, small } = await connected(dialect);
    small.goWrong('silent');
    const stopping = new AbortController();
    const asked = peer.lab!.rows(ids, wanted, stopping.signal);
    await expect.poll(() => small.requests.at(-1)!.route).toMatch(/completion|generate/);
    stopping.abort();
    expect(await asked).toMatchObject({ ok: false, failure: { kind: 'stopped' } });
  });

  it('is refused where it tells of logits', async () => {
    const { peer, server } = await connected(dialect);
    const asWritten = server.fetch;
    server.fetch = async (url, init) => {
      const text = await (await asWritten(url, init)).text();
      // As with --logprobs-mode raw_logits.
      return new Response(text.replace(/("logprob":|\[\[)-/g, '$1'), {
        headers: { 'Content-Type': 'application/json' },
      });
    };
    const rows = await peer.lab!.rows(ids, wanted, signal);
    expect(rows).toMatchObject({ ok: false, failure: { message: expect.stringContaining('--logprobs-mode') } });
  });
});

it.each(dialectNames.filter((dialect) => !told.includes(dialect as never)))(
  '%s says nothing of ids',
  async (dialect) => {
    expect((await connected(dialect)).peer.lab).toBeNull();
  },
);

it('a server that adds tokens of its own is noticed', async () => {
  for (const dialect of ['vllm', 'sglang'] as const) {
    const { peer, server } = await connected(dialect);
    const asWritten = server.fetch;
    server.fetch = (url, init) => {
      const body = JSON.parse(init.body as string) as Record<string, unknown>;
      const field = dialect === 'vllm' ? 'prompt' : 'input_ids';
      return asWritten(url, { ...init, body: JSON.stringify({ ...body, [field]: [7, ...ids] }) });
    };
    const rows = await peer.lab!.rows(ids, wanted, signal);
    expect(rows).toMatchObject({
      ok: false,
      failure: { message: expect.stringContaining('other tokens than it was sent') },
    });
  }
});
