import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../../tools/bootstrap/process.mjs';
import { expect, test } from '../../test.ts';
import { goldenFolder } from '../../tools.ts';

test.use({ bundled: 'demo' });

/** As tools/demo-model writes them: what transformers says, greedily. */
type Prompt = Record<'prompt' | 'ids', number[]> & { text: string };

/** PROMPTS=100 tries 100 prompts of the demo, which takes ten minutes; by default `transformers.spec.ts` compares eight texts. */
const counts = process.env.PROMPTS === undefined ? [] : [Number(process.env.PROMPTS)];

for (const wanted of counts) {
  test(`transformers.js reads and answers ${wanted} prompts of the demo with the ids of transformers`, async ({
    page,
  }) => {
    const prompts = JSON.parse(await readFile(path.join(goldenFolder('demo'), 'prompts.json'), 'utf8')) as Prompt[];
    const script = readdirSync(path.join(root, 'dist/wasm')).find((file) => file.endsWith('.js'))!;
    await page.goto('headless.html');
    const other = await page.evaluate(
      async ({ script, prompts }) => {
        const worker = new Worker(`wasm/${script}`, { type: 'module' });
        let calls = 0;
        /** Comlink's message for a call, and its answer. */
        const call = <T>(method: string, ...given: unknown[]) =>
          new Promise<T>((resolve) => {
            const id = `${(calls += 1)}`;
            worker.addEventListener('message', function answered({ data }) {
              if (data.id !== id) return;
              worker.removeEventListener('message', answered);
              resolve(data.value.value as T);
            });
            const { port1, port2 } = new MessageChannel();
            port2.addEventListener('message', ({ data }) => port2.postMessage({ id: data.id, type: 'RAW' }));
            port2.start();
            const callback = method === 'start' ? [{ type: 'HANDLER', name: 'proxy', value: port1 }] : [];
            const list = [...given.map((value) => ({ type: 'RAW', value })), ...callback];
            worker.postMessage(
              { id, type: 'APPLY', path: [method], argumentList: list },
              callback.length ? [port1] : [],
            );
          });
        const base = new URL('models/demo/', location.href).href;
        const hub = { hub: 'https://huggingface.co/', token: null };
        await call('start', { location: { kind: 'url', base }, hub, choice: 'stored', device: 'wasm', context: 512 });
        const different: string[] = [];
        for (const { text, prompt, ids } of prompts) {
          const encoded = await call<number[]>('encode', { text });
          const continued = await call<number[]>('greedy', prompt, ids.length);
          if (encoded.join() !== prompt.join()) different.push(`read: ${text}`);
          if (continued.join() !== ids.join()) different.push(`answered: ${text}`);
        }
        worker.terminate();
        return different;
      },
      { script, prompts: prompts.slice(0, wanted) },
    );
    expect(prompts.slice(0, wanted)).toHaveLength(wanted);
    expect(other).toEqual([]);
  });
}
