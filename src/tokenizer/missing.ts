export const missingTokenizer =
  'tokenizer.json is missing, and so are vocab.json and merges.txt: add the tokenizer files of the model beside its weights. Until then only traces with token ids run.';

export const missingTemplate =
  'The chat template is missing: add chat_template.jinja, or a tokenizer_config.json with a chat_template, beside the weights. Until then only traces run.';
