import { Stop } from '../bootstrap/process.mjs';
import { outputFile, parseCount, parseCounts } from '../lib/options/arguments.ts';
import { parseFlags } from '../lib/options/flags.ts';

/** What people would use instead. */
const peerNames = ['onnxruntime-web', 'wllama'] as const;
export type PeerName = (typeof peerNames)[number];

export interface PeerOptions {
  peers: readonly PeerName[];
  layers: number;
  contexts: number[];
  prefill: number[];
  /** The file to write, absolute. */
  out: string;
}

const usage = `peer [--peers ${peerNames.join(',')}] [--contexts 128] [--prefill 128,512,1024] [--layers N] --out FILE`;

/** The layers of Qwen3-0.6B. */
const maxLayers = 28;

/** The context that the published model is trained for. */
const maxTokens = 32_768;

/** @throws Stop with one line that says what is wrong with the command line, and the remedy. */
export function parseOptions(args: string[]): PeerOptions {
  const { peers, contexts, prefill, layers, out } = parseFlags(
    args,
    {
      peers: { type: 'string', default: peerNames.join(',') },
      contexts: { type: 'string', default: '128' },
      prefill: { type: 'string', default: '128,512,1024' },
      layers: { type: 'string', default: String(maxLayers) },
      out: { type: 'string' },
    },
    usage,
  );
  return {
    peers: peers.split(',').map(parsePeer),
    contexts: parseCounts('--contexts', contexts, maxTokens),
    prefill: parseCounts('--prefill', prefill, maxTokens),
    layers: parseCount('--layers', layers, 1, maxLayers),
    out: outputFile(out, usage),
  };
}

function parsePeer(name: string): PeerName {
  const peer = peerNames.find((known) => known === name);
  if (peer) return peer;
  throw new Stop(`--peers ${name}: give ${peerNames.join(', ')} or both, separated by a comma.`);
}
