/** The page behind the headless tools: the chat's engine, driven by a script in place of a person. */
import { connect, startWorker } from '../store/engine/client.ts';
import { createTrustedTypesPolicy } from '../trusted_types.ts';
import type { TracedTensor } from '../worker/api.ts';
import { tensorAddress } from './tensor_address.ts';
import type { HeadlessBench, HeadlessDiagnosis, HeadlessModel, HeadlessTrace } from './api.ts';

createTrustedTypesPolicy();
const { api: engine } = connect(startWorker());

async function sendTensor(tensor: TracedTensor): Promise<void> {
  const { ok, status } = await fetch(tensorAddress(tensor), { method: 'PUT', body: tensor.data as BufferSource });
  if (!ok) throw new Error(`${tensor.name} was refused with status ${status}`);
}

async function load({ checkpoint, weights, cache }: HeadlessModel) {
  const opened = await engine.open();
  if (!opened.ok) return opened;
  const inspected = await engine.inspect({ kind: 'url', base: checkpoint });
  if (!inspected.ok) return inspected;
  const { handle } = inspected.value;
  // A trace and a benchmark run in a KV cache of their own size, so the chat's is as small as possible.
  const loaded = await engine.load(handle, { context: 1, weights, cache }, () => {});
  await engine.release(handle);
  return loaded;
}

async function trace({ request, ...model }: HeadlessTrace) {
  const loaded = await load(model);
  return loaded.ok ? engine.trace(request, sendTensor) : loaded;
}

async function bench({ request, ...model }: HeadlessBench) {
  const loaded = await load(model);
  if (!loaded.ok) return loaded;
  return engine.bench(request, ({ doing }) => {
    document.title = doing ? `${doing.program}: ${doing.work}, ${doing.tokens} tokens` : 'done';
  });
}

/** The model that is loaded, as JSON: a script asks for many diagnoses of one. */
let diagnosed = '';

async function diagnose({ request, ...model }: HeadlessDiagnosis) {
  const wanted = JSON.stringify(model);
  if (diagnosed !== wanted) {
    const loaded = await load(model);
    if (!loaded.ok) return loaded;
    diagnosed = wanted;
  }
  return engine.diagnose(request, ({ doing }) => (document.title = doing));
}

window.plumbline = {
  diagnose,
  trace,
  picture: async (finding, page) => (await import('./picture.ts')).picture(finding, page),
  watch: (request) => engine.watchAgain(request),
  codeIn: async (picture) => (await import('./picture.ts')).codeIn(picture),
  bench,
};
