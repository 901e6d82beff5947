import { parseArgs } from 'node:util';
import type { DiagnosisRequest, WeightChoice } from '../../src/worker/api.ts';
import { Stop, wrongUsage } from '../bootstrap/process.mjs';
import { checkpointFolder, outputFile } from '../lib/options/arguments.ts';
import { parseFault } from '../lib/options/fault.ts';
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
  /** Run again what the picture `from` carries; `model` is the checkpoint's folder where that is not the bundled one. */
  | ({ do: 'reproduce'; from: string; model: string | undefined } & Files)
  /** `model` is the checkpoint's folder. */
  | ({ do: 'diagnose'; model: string; weights: WeightChoice; request: DiagnosisRequest } & Files);

const usage =
  'diagnose --model DIR [--weights stored|8-bit|4-bit] [--kernels reference|fused|STEP=SET,…] [--fault NAME[@LAYER]] [--tokens 1,2,3 | --prompt TEXT] [--bisect] --out FILE [--picture PNG], or diagnose --from PNG [--model DIR], or diagnose --list';

/** @throws Stop with one line on what is wrong with the command line and how to mend it. */
export function parseOptions(args: string[]): DiagnoseOptions {
  const values = parseFlags(args);
  if (values.list) return { do: 'list' };
  const picture = values.picture === undefined ? null : outputFile(values.picture, usage);
  if (values.from !== undefined) return reproducing(values, values.from, picture);
  const given = values.tokens !== undefined || values.prompt !== undefined;
  return {
    do: 'diagnose',
    model: checkpointFolder(values.model, usage),
    weights: parseWeights(values.weights ?? 'stored'),
    out: outputFile(values.out, usage),
    picture,
    request: {
      prompt: given ? parsePrompt(values) : null,
      program: parseKernels(values.kernels ?? 'fused'),
      fault: values.fault === undefined ? null : parseFault(values.fault),
      bisect: values.bisect,
    },
  };
}

/** What a picture says is not to be said again. */
function reproducing({ model, out, ...rest }: Flags, from: string, picture: string | null): DiagnoseOptions {
  const { kernels, fault, tokens, prompt, weights, bisect } = rest;
  const told = Object.entries({ kernels, fault, tokens, prompt, weights, bisect: bisect || undefined });
  const twice = told.find(([, value]) => value !== undefined);
  if (twice) throw new Stop(`--${twice[0]}: the picture of --from says that already, leave it out.`);
  return {
    do: 'reproduce',
    from,
    model: model === undefined ? undefined : checkpointFolder(model, usage),
    out: out === undefined ? null : outputFile(out, usage),
    picture,
  };
}

type Flags = ReturnType<typeof parseFlags>;

function parseFlags(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        model: { type: 'string' },
        weights: { type: 'string' },
        kernels: { type: 'string' },
        fault: { type: 'string' },
        tokens: { type: 'string' },
        prompt: { type: 'string' },
        out: { type: 'string' },
        picture: { type: 'string' },
        from: { type: 'string' },
        bisect: { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw wrongUsage(error, usage);
  }
}
