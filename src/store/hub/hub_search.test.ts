import { expect, test } from 'vitest';
import { huggingFace, type HubAccess } from '../../vocabulary/hub_access.ts';
import { turns } from '../engine/fakes.ts';
import { createHubSearch } from './hub_search.ts';

const qwen = { id: 'Qwen/Qwen3-8B', tags: ['safetensors', 'qwen3'], downloads: 5 };

function searching(
  answer: (url: URL, init: RequestInit) => Response | Promise<Response>,
  access: HubAccess = huggingFace,
) {
  let typed: () => void = () => {};
  const asked: { url: URL; init: RequestInit }[] = [];
  const store = createHubSearch({
    access: () => access,
    async fetch(address, init) {
      const request = { url: new URL(address), init };
      asked.push(request);
      return answer(request.url, request.init);
    },
    debounce: (run) => (typed = run),
  });
  const stopTyping = () => typed();
  const settled = async () => {
    stopTyping();
    await expect.poll(() => store.getState().search.at).not.toBe('searching');
    return store.getState().search;
  };
  return { store, asked, stopTyping, settled, type: store.getState().type };
}

test('asks the hub once the typing stops, and shows what it found', async () => {
  const { asked, type, settled } = searching(() => Response.json([qwen]));
  for (const text of ['Q', 'Qw', 'Qwen3 8B']) type(text);
  expect(asked).toEqual([]);
  expect(await settled()).toEqual({ at: 'found', models: [{ id: 'Qwen/Qwen3-8B', downloads: 5, refused: null }] });
  expect(asked.map(({ url }) => [url.origin + url.pathname, url.searchParams.get('search')])).toEqual([
    ['https://huggingface.co/api/models', 'Qwen3 8B'],
  ]);
});

test('asks a mirror with its token, which goes to no other host', async () => {
  const access = { hub: 'https://mirror.example/hf/', token: 'hf_secret' };
  const { asked, type, settled } = searching(() => Response.json([]), access);
  type('x');
  await settled();
  const [{ url, init }] = asked as [(typeof asked)[0]];
  expect(url.href).toMatch(/^https:\/\/mirror\.example\/hf\/api\/models\?search=x&/);
  expect(init).toMatchObject({ headers: { Authorization: 'Bearer hf_secret' }, redirect: 'error' });
});

test.each<[string, () => Response, RegExp]>([
  [
    'no network',
    () => Promise.reject(new TypeError('Failed to fetch')) as never,
    /^huggingface\.co: no answer \(Failed to fetch\); check the address and the connection\. Models on this device/,
  ],
  ['too many', () => new Response('', { status: 429 }), /^huggingface\.co answers 429: wait a few minutes/],
  ['a wrong token', () => new Response('', { status: 401 }), /check the access token/],
  ['trouble', () => new Response('', { status: 503 }), /search again later/],
  ['a page', () => new Response('<!doctype html>'), /has no search of the hub’s API/],
  ['another answer', () => Response.json({ models: [] }), /has no search of the hub’s API/],
])('says what to do about %s', async (_, answer, message) => {
  const { type, settled } = searching(answer);
  type('x');
  expect(await settled()).toEqual({ at: 'failed', message: expect.stringMatching(message) });
});

test('an answer that comes after a stop, or after a later question, is not shown', async () => {
  const answers: ((response: Response) => void)[] = [];
  const { store, asked, type, stopTyping } = searching(() => new Promise((resolve) => answers.push(resolve)));
  for (const name of ['first', 'second']) {
    type(name);
    stopTyping();
    await expect.poll(() => answers.length).toBe(name === 'first' ? 1 : 2);
  }
  answers[1]!(Response.json([qwen]));
  await expect.poll(() => store.getState().search.at).toBe('found');
  answers[0]!(Response.json([]));
  await turns();
  expect(store.getState().search).toMatchObject({ at: 'found', models: [{ id: qwen.id }] });
  expect(asked.map(({ init }) => init.signal!.aborted)).toEqual([true, false]);

  type('third');
  stopTyping();
  await expect.poll(() => answers.length).toBe(3);
  store.getState().stop();
  answers[2]!(Response.json([qwen]));
  await turns();
  expect(store.getState().search).toEqual({ at: 'idle' });
});
