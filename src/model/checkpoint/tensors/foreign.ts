/** Tensors that are no part of the model, by what they come from: a pattern of their names, and what to say. */
const kinds: [RegExp, string][] = [
  [
    /\.(lora_\w+|base_layer|modules_to_save|original_module)\.|lora_[AB]/,
    'belongs to a LoRA adapter that is not merged; merge it (merge_and_unload in PEFT) and save the model again',
  ],
  [
    /(^|\.)(?!lm_head)(\w+_head|score|classifier|regression_layer)\./,
    'is the head of a reward, value or classification model; choose the language model that it was made from',
  ],
  [/(^|[._])flat_param/, 'is one part of a model that FSDP spread over GPUs; save the model again as a whole'],
  [/(^|\.)experts\.|\.mlp\.gate\.weight$/, 'belongs to a mixture of experts; choose a dense model'],
  [
    /(^|\.)(mtp|eagle|medusa\w*|draft\w*)\./,
    'drafts several tokens ahead, and nothing here runs it; remove the tensor',
  ],
  [
    /(^|\.)(visual|vision\w*|audio\w*|multi_modal_projector)\./,
    'reads pictures or sound; choose the model that reads text alone',
  ],
];

/** What a tensor is that the model does not have, and the remedy: completes "FILE: NAME …". */
export function whatItIs(name: string): string {
  const [, known] = kinds.find(([pattern]) => pattern.test(name)) ?? [];
  return known ?? 'is not a tensor of this model; take config.json and the weights from the same model';
}
