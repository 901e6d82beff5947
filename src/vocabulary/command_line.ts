/** What a command of another tool, or a line of Python, says about a model. */
export interface Command {
  /** An address of the hub, or `owner/name`. */
  model: string;
  revision: string | null;
  /** A GGUF file, or what its name contains. */
  file: string | null;
}

/** Words that tools have for fetching or running a model; without one of them, or an option, a text with spaces is no command. */
const verb = /\b(?:run|pull|get|download|serve|clone|chat|wget|curl|from_pretrained|\w+_download)\b/;

/** An option whose value is the model; Python's keywords too. */
const modelOption = option('hfr?|hf-repo|m|model|model[-_](?:id|path|name)|repo[-_]id', 'repo_id|model_id|model');
const revisionOption = option('revision|branch|b', 'revision');
const fileOption = option('hff|hf-file|include', 'filename|gguf_file');

const repository = /^[A-Za-z0-9_][\w.-]*\/[\w.-]+(?::[\w.-]+|@[\w./-]+)?$/;
const page = /^(?:https?:\/\/|hf:\/\/|(?:ssh:\/\/)?git@|(?:www\.)?(?:huggingface\.co|hf\.co)\/)/i;

/**
 * Reads a command as people copy it from a model card: `ollama run hf.co/owner/name:Q8_0`, `hf download owner/name --revision v2`, `git clone
 * https://huggingface.co/owner/name`, `from_pretrained("owner/name")`. Null when the text is none, or names no model.
 */
export function readCommand(text: string): Command | null {
  if (!/\S[\s(]+\S/.test(text) || page.test(text)) return null;
  if (![verb, modelOption].some((pattern) => pattern.test(text))) return null;
  // Quotes, brackets and commas part words of Python, and lines are continued with a backslash.
  const words = text.split(/[\s"'`()[\],\\]+/).filter(Boolean);
  const named = modelOption.exec(text)?.[1];
  const values = words.map((word) => word.replace(/^-*\w+=/, ''));
  const model =
    values.find((word) => page.test(word)) ??
    (named !== undefined && repository.test(named) ? named : values.find((word) => repository.test(word)));
  if (model === undefined) return null;
  const file = fileOption.exec(text)?.[1] ?? words.find((word) => /\.gguf$/i.test(word) && word !== model);
  return {
    model,
    revision: revisionOption.exec(text)?.[1] ?? null,
    file: file === undefined ? null : withoutStars(file),
  };
}

/** An option with its value, which stands behind a space or an equals sign. */
function option(flags: string, keywords: string): RegExp {
  return new RegExp(String.raw`(?:(?:^|\s)--?(?:${flags})[\s=]+|\b(?:${keywords})\s*=\s*)["']?([^\s"',)]+)`);
}

/** A pattern such as `*Q8_0*.gguf` means the files whose names contain `Q8_0`. */
function withoutStars(file: string): string {
  return file.includes('*')
    ? file
        .replace(/\.gguf$/i, '')
        .replaceAll('*', '')
        .replace(/^[-.]+|[-.]+$/g, '')
    : file;
}
