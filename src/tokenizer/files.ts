/** Texts of a checkpoint's tokenizer files; null where there is no such file. */
export interface TokenizerFiles {
  /** tokenizer.json */
  tokenizer: string | null;
  /** tokenizer_config.json */
  tokenizerConfig: string | null;
  /** chat_template.jinja */
  chatTemplate: string | null;
  /** chat_template.json, where no other file has a template. */
  chatTemplateJson: string | null;
  /** special_tokens_map.json, where tokenizer_config.json names no token that ends an answer. */
  specialTokensMap: string | null;
  /** What a tokenizer is made of where there is no tokenizer.json. */
  parts: TokenizerParts | null;
}

export interface TokenizerParts {
  /** vocab.json */
  vocab: string;
  /** merges.txt */
  merges: string;
  /** added_tokens.json */
  addedTokens: string | null;
}

/** Where the files of a checkpoint come from. */
export interface TextSource {
  /** Text of the file at `path`, or null when there is no such file. */
  text(path: string): Promise<string | null>;
}

export async function readTokenizerFiles(source: TextSource): Promise<TokenizerFiles> {
  const [tokenizer, tokenizerConfig, chatTemplate] = await Promise.all([
    source.text('tokenizer.json'),
    source.text('tokenizer_config.json'),
    source.text('chat_template.jinja'),
  ]);
  const hasTemplate = chatTemplate !== null || tokenizerConfig?.includes('"chat_template"') === true;
  return {
    tokenizer,
    tokenizerConfig,
    chatTemplate,
    chatTemplateJson: hasTemplate ? null : await source.text('chat_template.json'),
    specialTokensMap: tokenizerConfig?.includes('"eos_token"') ? null : await source.text('special_tokens_map.json'),
    parts: tokenizer === null ? await readParts(source) : null,
  };
}

async function readParts(source: TextSource): Promise<TokenizerParts | null> {
  const [vocab, merges] = [await source.text('vocab.json'), await source.text('merges.txt')];
  if (vocab === null || merges === null) return null;
  return { vocab, merges, addedTokens: await source.text('added_tokens.json') };
}
