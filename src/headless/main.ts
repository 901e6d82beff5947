/** The page behind the headless trace: the chat's engine, driven by a script in place of a person. */
import { proxy, wrap } from 'comlink';
import type { EngineApi, TracedTensor } from '../worker/api.ts';
import { tensorAddress } from './tensor_address.ts';
import type { HeadlessBench, HeadlessDiagnosis, HeadlessModel, HeadlessTrace } from './api.ts';

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

async function load({ checkpoint, weights }: HeadlessModel) {
  const opened = await engine.open();
  if (!opened.ok) return opened;
  // A trace and a benchmark run in a KV cache of their own size; the one for chats stays as small as can be.
  return engine.load(
    { kind: 'url', base: checkpoint },
    { context: 1, weights },
    proxy(() => {}),
  );
}

async function trace({ request, ...model }: HeadlessTrace) {
  const loaded = await load(model);
  return loaded.ok ? engine.trace(request, proxy(sendTensor)) : loaded;
}

async function bench({ request, ...model }: HeadlessBench) {
  const loaded = await load(model);
  return loaded.ok
    ? engine.bench(
        request,
        proxy(({ doing }) => (document.title = doing)),
      )
    : loaded;
}

/** What the engine has now: one model is asked for many diagnoses. */
let diagnosed = '';

async function diagnose({ request, ...model }: HeadlessDiagnosis) {
  const wanted = JSON.stringify(model);
  if (diagnosed !== wanted) {
    const loaded = await load(model);
    if (!loaded.ok) return loaded;
    diagnosed = wanted;
  }
  return engine.diagnose(
    request,
    proxy(({ doing }) => (document.title = doing)),
  );
}

window.plumbline = {
  diagnose: (job) => Promise.race([diagnose(job), crashed]),
  trace: (job) => Promise.race([trace(job), crashed]),
  picture: async (finding, page) => (await import('./picture.ts')).picture(finding, page),
  watch: (request) => Promise.race([engine.watchAgain(request), crashed]),
  codeIn: async (picture) => (await import('./picture.ts')).codeIn(picture),
  bench: (job) => Promise.race([bench(job), crashed]),
};
