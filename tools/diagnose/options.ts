import type { CacheType, DiagnosisRequest, WeightChoice } from '../../src/worker/api.ts';
import { Stop } from '../bootstrap/process.mjs';
import { checkpointPath, outputFile, pictureFile } from '../lib/options/arguments.ts';
import { parseCache } from '../lib/options/cache.ts';
import { parseFault } from '../lib/options/fault.ts';
import { parseFlags } from '../lib/options/flags.ts';
import { parseKernels } from '../lib/options/kernels.ts';
import { parsePrompt } from '../lib/options/prompt.ts';
import { parseWeights } from '../lib/options/weights.ts';

interface Files {
  /** The JSON file to write. */
  out: string | null;
  /** The PNG to write. */
  picture: string | null;
}

export type DiagnoseOptions =
  | { do: 'list' }
  /** Run the picture `from` again. `model` is the checkpoint's folder, and undefined for the bundled one. */
  | ({ do: 'reproduce'; from: string; model: string | undefined } & Files)
  /** `model` is the checkpoint's folder. */
  | ({ do: 'diagnose'; model: string; weights: WeightChoice; cache: CacheType; request: DiagnosisRequest } & Files);

const usage =
  'diagnose --model DIR [--weights stored|8-bit|4-bit] [--cache f32|f16] [--kernels reference|fused|STEP=SET,…] [--fault NAME[@LAYER]] [--tokens 1,2,3 | --prompt TEXT] [--bisect] --out FILE [--picture PNG], or diagnose --from PNG [--model DIR] [--out FILE] [--picture PNG], or diagnose --list';

/** @throws Stop with one line that says what is wrong with the command line, and the remedy. */
export function parseOptions(args: string[]): DiagnoseOptions {
  const values = parseFlags(
    args,
    {
      model: { type: 'string' },
      weights: { type: 'string' },
      cache: { type: 'string' },
      kernels: { type: 'string' },
      fault: { type: 'string' },
      tokens: { type: 'string' },
      prompt: { type: 'string' },
      out: { type: 'string' },
      picture: { type: 'string' },
      from: { type: 'string' },
      bisect: { type: 'boolean' },
      list: { type: 'boolean' },
    },
    usage,
  );
  const { model, weights, cache, kernels, fault, tokens, prompt, out, from, bisect, list } = values;
  if (list) return { do: 'list' };
  const picture = pictureFile(values.picture);
  if (from !== undefined) {
    refuseRepeated({ weights, cache, kernels, fault, tokens, prompt, bisect });
    return {
      do: 'reproduce',
      from,
      model: model === undefined ? undefined : checkpointPath(model, usage),
      out: out === undefined ? null : outputFile(out, usage),
      picture,
    };
  }
  return {
    do: 'diagnose',
    model: checkpointPath(model, usage),
    weights: parseWeights(weights ?? 'stored'),
    cache: parseCache(cache ?? 'f32'),
    out: outputFile(out, usage),
    picture,
    request: {
      prompt: tokens === undefined && prompt === undefined ? null : parsePrompt(values),
      program: parseKernels(kernels ?? 'fused'),
      fault: fault === undefined ? null : parseFault(fault),
      bisect: bisect ?? false,
    },
  };
}

/** @throws Stop for the first flag that is given although the picture of `--from` already says the same. */
function refuseRepeated(flags: Record<string, string | boolean | undefined>): void {
  const repeated = Object.keys(flags).find((name) => flags[name] !== undefined);
  if (repeated) throw new Stop(`--${repeated}: the picture of --from already says this, leave it out.`);
}
