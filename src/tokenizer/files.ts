/** Texts of a checkpoint's tokenizer files; null where there is no such file. */
export interface TokenizerFiles {
  /** tokenizer.json */
  tokenizer: string | null;
  /** tokenizer_config.json */
  tokenizerConfig: string | null;
  /** chat_template.jinja */
  chatTemplate: string | null;
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
  return { tokenizer, tokenizerConfig, chatTemplate };
}
