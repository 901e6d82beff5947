import { AutoModelForCausalLM, AutoTokenizer, env, LogLevel } from '@huggingface/transformers';
import runtimeAddress from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import { refuse } from '../result.ts';
import type { RuntimeDevice } from '../vocabulary/runtime_devices.ts';

/** Where transformers.js believes that the files are: every request for one of them is answered here. */
const id = 'plumbline/checkpoint';

export type TextFiles = (path: string) => Promise<string | null>;

/** Has transformers.js take all files from `text` and `graph`, and its runtime from this page's origin: nothing else is fetched. */
function serve(text: TextFiles, graph: Uint8Array<ArrayBuffer>): void {
  env.logLevel = LogLevel.ERROR;
  env.useBrowserCache = false;
  env.useWasmCache = false;
  env.backends.onnx.wasm!.wasmPaths = { wasm: runtimeAddress };
  env.fetch = async (address) => {
    const path = new URL(address).pathname.split('/resolve/main/')[1] ?? '';
    const body = path === 'onnx/model.onnx' ? graph : await text(path);
    return body === null ? new Response(null, { status: 404 }) : new Response(body);
  };
}

export interface Library {
  model: Awaited<ReturnType<typeof AutoModelForCausalLM.from_pretrained>>;
  tokenizer: Awaited<ReturnType<typeof AutoTokenizer.from_pretrained>>;
  versions: { library: string; runtime: string };
}

/** Opens a model whose graph is `graph` and whose weights are `externalData`. Refuses where there is no room for it, or no such device. */
export async function openLibrary(
  {
    text,
    graph,
    externalData,
  }: { text: TextFiles; graph: Uint8Array<ArrayBuffer>; externalData: { path: string; data: Uint8Array }[] },
  device: RuntimeDevice,
): Promise<Library> {
  serve(text, graph);
  const tokenizer = await AutoTokenizer.from_pretrained(id);
  try {
    const model = await AutoModelForCausalLM.from_pretrained(id, {
      device,
      dtype: 'fp32',
      session_options: { externalData },
    });
    const versions = { library: env.version, runtime: env.backends.onnx.versions?.web ?? 'unknown' };
    return { model, tokenizer, versions };
  } catch (error) {
    // What ONNX Runtime throws is a string, a number of C++ or an Error.
    const reason = error instanceof Error ? error.message : String(error);
    return refuse(
      'out-of-memory',
      `transformers.js could not take the model (${reason}): free memory, or load a smaller one.`,
    );
  }
}
