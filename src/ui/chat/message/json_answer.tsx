import type { AnswerFormat } from '../../../worker/api.ts';
import { CodeBlock } from '../code/code_block.tsx';

/** An answer that was held to JSON: it is code, whatever its strings hold. */
export function JsonAnswer({ text, format }: { text: string; format: AnswerFormat }) {
  return <CodeBlock code={text} info={format.schema === null ? 'json, constrained' : 'json, held to the schema'} />;
}
