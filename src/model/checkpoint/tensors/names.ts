import type { Family } from '../../families/family.ts';
import type { ModelConfig } from '../../families/model_config.ts';

/** Segments that a wrapper leaves anywhere in a name: torch.compile, DataParallel, FSDP, activation checkpointing, Lightning. */
const wrappers = new Set([
  '_orig_mod',
  'module',
  '_fsdp_wrapped_module',
  '_checkpoint_wrapped_module',
  '_forward_module',
]);

/**
 * From the names in a checkpoint to the architecture's own, which it may have been saved without (`layers.0.…`, of the bare
 * model) or within something larger (`base_model.model.model.layers.0.…`). The whole model has one such prefix. A name that is
 * none of the architecture's stays as it is.
 */
export function ownNames(stored: Iterable<string>, family: Family, config: ModelConfig): (name: string) => string {
  const { base, headTensor } = family;
  const withoutBase = (name: string) => name.slice(base.length);
  const firstNorm = withoutBase(family.normTensors(config).layers[0]!.inputNorm);
  const prefixes = new Set<string>();
  for (const name of stored) {
    const unwrapped = unwrap(name);
    if (isBelow(unwrapped, firstNorm)) prefixes.add(unwrapped.slice(0, -firstNorm.length));
  }
  // Beside the model itself there may be parts of another kind, such as a draft model's layers.
  const prefix = prefixes.has(base) || prefixes.size !== 1 ? base : [...prefixes][0]!;
  const parts = new Set([...family.tensors(config).keys()].map((name) => withoutBase(name).split('.')[0]!));
  return (name) => {
    const unwrapped = unwrap(name);
    if (isBelow(unwrapped, headTensor) && prefix.startsWith(unwrapped.slice(0, -headTensor.length))) return headTensor;
    const rest = unwrapped.startsWith(prefix) ? unwrapped.slice(prefix.length) : null;
    return rest !== null && parts.has(rest.split('.')[0]!) ? base + rest : name;
  };
}

function unwrap(name: string): string {
  return name
    .split('.')
    .filter((segment) => !wrappers.has(segment))
    .join('.');
}

function isBelow(name: string, end: string): boolean {
  return name === end || name.endsWith(`.${end}`);
}
