import { expect, it } from 'vitest';
import { findServer } from './find.ts';
import { connected, dialectNames, serve } from './servers.fixture.ts';

it.each(dialectNames)('%s is known by what it says of itself', async (dialect) => {
  const { server } = await serve(dialect);
  const found = await findServer(server);
  expect(found.dialect).toBe(dialect);
  expect(found.models[0]!.id).toBe('acme/toy');
  const versions = { vllm: '0.11.0', sglang: null, 'llama-server': 'b6327-4d74393', ollama: '0.13.1', openai: null };
  expect(found.version).toBe(versions[dialect]);
});

it.each([
  ['vllm', { label: 'vLLM', context: 4096, thinks: true, limits: ['toolsNeedFlag'] }],
  ['sglang', { label: 'SGLang', context: 4096, thinks: true, limits: ['toolsNeedFlag', 'noCount'] }],
  ['llama-server', { label: 'llama.cpp', context: 4096, thinks: true, limits: [] }],
  ['ollama', { label: 'Ollama', context: 4096, thinks: true, limits: ['cutsSilently'] }],
  [
    'openai',
    { label: 'Server', context: Infinity, thinks: false, limits: ['fewSettings', 'noThinkingSwitch', 'noCount'] },
  ],
] as const)('%s is an engine that says what it lacks', async (dialect, { label, context, thinks, limits }) => {
  const { peer, small } = await connected(dialect);
  expect(peer).toMatchObject({
    id: small.origin,
    label,
    host: new URL(small.origin).host,
    model: { name: `acme/toy, ${label}`, hash: '', context, switchesThinking: thinks },
    limits: [...limits, 'noContinue', 'noKernels', 'ownSeeds'],
  });
});

it.each(dialectNames)('%s counts the tokens of a text and of a conversation, or is known not to', async (dialect) => {
  const { peer } = await connected(dialect);
  const counts = dialect === 'vllm' || dialect === 'llama-server';
  expect(peer.countTokens !== null).toBe(counts);
  if (!peer.countTokens || !peer.encode) return;
  expect(await peer.countTokens({ text: 'four' })).toEqual({ ok: true, value: 4 });
  const of = { messages: [{ role: 'user' as const, content: 'Hi' }], thinking: false };
  expect(await peer.encode(of)).toEqual({ ok: true, value: [...Buffer.from('user: Hi\n')] });
});

it('a key goes along with every request, and is asked for where it is missing or wrong', async () => {
  const { server, small } = await serve('vllm', { key: 'sesame' });
  await findServer(server);
  expect(new Set(small.requests.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer sesame']));
  const host = new URL(small.origin).host;
  await expect(findServer({ ...server, key: null })).rejects.toThrow(
    `${host} asks for a key (401): enter it beside the address.`,
  );
  await expect(findServer({ ...server, key: 'open' })).rejects.toThrow(
    `${host} does not take this key (401): enter another.`,
  );
});

it('an address where no server is gets one sentence', async () => {
  const { server, small } = await serve('vllm');
  await small.close();
  await expect(findServer(server)).rejects.toThrow(
    /^127\.0\.0\.1:\d+: no answer \(.+\); check the address and the connection\.$/,
  );
});
