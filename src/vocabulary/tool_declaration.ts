/** How tools are declared that a model may call. docs/decisions/079-tools.md */
import * as v from 'valibot';
import type { Result } from '../result.ts';
import { isObject, nestsDeeper } from './json_value.ts';

const nameRemedy = 'a name is 1 to 64 letters, digits, "_", "-" or "."';
const functionSchema = v.looseObject({
  name: v.pipe(v.string(nameRemedy), v.regex(/^[\w.-]{1,64}$/, nameRemedy)),
  description: v.optional(v.string('a description is text')),
  parameters: v.optional(v.custom<Record<string, unknown>>(isObject, 'parameters are a JSON schema: an object')),
});
const declarationSchema = v.looseObject({
  type: v.literal('function', 'the type of a tool is "function"'),
  function: functionSchema,
});

/** A function as OpenAI's interface and chat templates have it. Fields that are not named here go to the template, too. */
export type ToolDeclaration = v.InferOutput<typeof declarationSchema>;

/** Of declared tools, in characters: more would leave no room in most contexts. */
const longest = 100_000;

const refused = (message: string): Result<never> => ({ ok: false, failure: { kind: 'bad-request', message } });

/** Tools that a person declared as JSON: a list, or one alone, each with or without `{"type": "function", "function": …}` around it. */
export function readDeclarations(text: string): Result<ToolDeclaration[]> {
  if (text.trim() === '') return { ok: true, value: [] };
  if (text.length > longest) return refused(`These are more than ${longest} characters: declare fewer tools.`);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    const place = /line \d+ column \d+/.exec(String(error))?.[0];
    return refused(`This is not JSON${place ? ` (see ${place})` : ''}: paste a list of function declarations.`);
  }
  if (nestsDeeper(content)) return refused('This nests deeper than 32 levels: declare simpler parameters.');
  const tools = (Array.isArray(content) ? content : [content]).map((tool: unknown) =>
    isObject(tool) && 'name' in tool ? { type: 'function', function: tool } : tool,
  );
  for (const [index, tool] of tools.entries()) {
    const read = v.safeParse(declarationSchema, tool);
    if (!read.success) {
      const remedy = read.issues[0].message.startsWith('Invalid')
        ? 'it has to be {"name": …, "description": …, "parameters": …}'
        : read.issues[0].message;
      return refused(`Tool ${index + 1} cannot be declared: ${remedy}.`);
    }
  }
  const declared = tools as ToolDeclaration[];
  const names = declared.map((tool) => tool.function.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined
    ? { ok: true, value: declared }
    : refused(`Two tools are called ${twice}: give each its own name.`);
}
