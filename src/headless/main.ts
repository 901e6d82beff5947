/** The page behind the headless trace: the chat's engine, driven by a script in place of a person. */
import { proxy, wrap } from 'comlink';
import type { EngineApi, TracedTensor } from '../worker/api.ts';
import { tensorAddress } from './tensor_address.ts';
import type { HeadlessTrace } from './api.ts';

const worker = new Worker(new URL('../worker/main.ts', import.meta.url), { type: 'module', name: 'engine' });
const engine = wrap<EngineApi>(worker);

/** Comlink waits for ever for a worker that did not start or died. */
const crashed = new Promise<never>((_, reject) => {
  worker.addEventListener('error', (event) => reject(new Error(`the engine's worker crashed: ${event.message}`)));
});

async function sendTensor(tensor: TracedTensor): Promise<void> {
  const { ok, status } = await fetch(tensorAddress(tensor), { method: 'PUT', body: tensor.data as BufferSource });
  if (!ok) throw new Error(`${tensor.name} was refused with status ${status}`);
}

async function trace({ checkpoint, request }: HeadlessTrace) {
  const opened = await engine.open();
  if (!opened.ok) return opened;
  // A trace runs in a KV cache of its own size; the one for chats stays as small as can be.
  const loaded = await engine.load(
    { kind: 'url', base: checkpoint },
    { context: 1 },
    proxy(() => {}),
  );
  if (!loaded.ok) return loaded;
  return engine.trace(request, proxy(sendTensor));
}

window.plumbline = { trace: (job) => Promise.race([trace(job), crashed]) };
