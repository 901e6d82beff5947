/** How a model calls a tool. docs/decisions/079-tools.md */
import type { Result } from '../result.ts';
import { isObject, nestsDeeper } from './json_value.ts';

/** What a model calls, and with what. */
export interface ToolCall {
  name: string;
  arguments: Record<string, unknown>;
}

const refused = (message: string): Result<never> => ({ ok: false, failure: { kind: 'bad-request', message } });

/** What a model wrote between the tags of a call: `{"name": …, "arguments": {…}}`, as Qwen documents it. */
export function readToolCall(text: string): Result<ToolCall> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return refused('it is not JSON');
  }
  if (!isObject(content)) return refused('it is not a JSON object');
  const { name } = content;
  if (typeof name !== 'string' || name === '') return refused('it names no tool');
  // Some checkpoints write the arguments as JSON within a string.
  const given = typeof content['arguments'] === 'string' ? parsed(content['arguments']) : content['arguments'];
  if (given !== undefined && !isObject(given)) return refused('its arguments are not a JSON object');
  if (nestsDeeper(given)) return refused('its arguments nest deeper than 32 levels');
  return { ok: true, value: { name, arguments: given ?? {} } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // no object, and said to be none
  }
}
