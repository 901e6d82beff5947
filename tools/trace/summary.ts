import { adapterName } from '../../src/findings/copy/adapter.ts';
import type { TraceReport } from '../../src/worker/api.ts';

function describeWeights({ choice, bytes, error }: TraceReport['model']['weights']): string {
  const size = `${choice}, ${(bytes / 1e6).toFixed(1)} MB on the GPU`;
  if (!error) return size;
  return `${size}, relative error ${percent(error.overall)} (worst: ${error.worst.tensor}, ${percent(error.worst.error)})`;
}

function describeCache({ type, error }: TraceReport['model']['cache']): string {
  if (!error) return type;
  const { tokens, keys, values, logits } = error;
  return `${type}, relative error after ${tokens} tokens: keys ${percent(keys)}, values ${percent(values)}, logits ${percent(logits)}`;
}

const percent = (share: number) => `${(100 * share).toFixed(2)}%`;

/** The summary of a trace for the terminal. */
export function summarise({ model, adapter, tokens, generated, timings }: TraceReport, files: string[]): string {
  const decode = timings.decodeMsPerToken;
  const lines = {
    adapter: adapterName(adapter),
    model: `${model.name}: ${model.config.layers} layers, ${model.parameters} parameters, ${model.dtypes.join(' and ')}`,
    weights: describeWeights(model.weights),
    cache: describeCache(model.cache),
    prompt: `${tokens.length} tokens in ${timings.prefillMs.toFixed(1)} ms`,
    decode: decode === null ? 'nothing' : `${(1000 / decode).toFixed(1)} tokens/s`,
    generated: generated.text === null ? generated.ids.join(',') : JSON.stringify(generated.text),
    written: files.join(', '),
  };
  return Object.entries(lines)
    .map(([name, text]) => `${name.padEnd(10)} ${text}`)
    .join('\n');
}
