import * as v from 'valibot';
import { checked } from '../checkpoint/json/checked.ts';
import { parseObject } from '../checkpoint/json/json.ts';
import { shown } from '../checkpoint/json/show.ts';
import { refuse } from '../../result.ts';
import type { Family } from './family.ts';
import type { ModelConfig } from './model_config.ts';
import { qwen3 } from './qwen3/qwen3.ts';

/** Every architecture that runs here. */
const families: readonly Family[] = [qwen3];

const remedy = `choose a checkpoint of ${families.map(({ example }) => example).join(' or ')}`;
const typeSchema = v.object({
  model_type: v.picklist(
    families.map(({ modelType }) => modelType),
    remedy,
  ),
});

/**
 * Reads a Hugging Face config.json: which architecture it describes, and its sizes.
 *
 * @throws Refusal ('bad-checkpoint') for the first field with which the model would not run exactly as published.
 */
export function readConfig(text: string, file: string): { family: Family; config: ModelConfig } {
  const fields = parseObject(text, file);
  const type = checked(typeSchema, fields, file).model_type;
  const family = families.find(({ modelType }) => modelType === type)!;
  // transformers goes by the type alone where none is named.
  const ofFamily = v.pipe(v.array(v.string(remedy), remedy), v.includes(family.architecture, remedy));
  checked(v.object({ architectures: v.nullish(ofFamily) }), fields, file);
  return { family, config: family.parseConfig(fields, file) };
}

/**
 * The architecture that a GGUF file calls `name`.
 *
 * @throws Refusal ('bad-checkpoint') for one that does not run here.
 */
export function familyOfGguf(name: unknown, file: string): Family {
  const family = families.find(({ gguf }) => gguf.name === name);
  if (family) return family;
  const seen = name === undefined ? 'missing' : shown(name);
  return refuse('bad-checkpoint', `${file}: general.architecture is ${seen}; ${remedy}`);
}
