import { clipped } from '../../../format.ts';
import type { ToolCall } from '../../../vocabulary/tool_call.ts';

const longest = 200;

/** What a tool is called with: the value of a single argument, or all by name. */
export function argumentsInWords({ arguments: given }: ToolCall): string {
  const entries = Object.entries(given);
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  const words =
    entries.length === 1 ? text(entries[0]![1]) : entries.map(([name, value]) => `${name}: ${text(value)}`).join(', ');
  return words.length > longest ? `${clipped(words, longest)}…` : words;
}
