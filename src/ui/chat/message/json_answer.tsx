import type { AnswerFormat } from '../../../worker/api.ts';
import { CodeBlock } from '../code/code_block.tsx';
import { t } from '../../../strings/answers/t.ts';

/** An answer that was held to JSON: it is code, whatever its strings hold. */
export function JsonAnswer({ text, format }: { text: string; format: AnswerFormat }) {
  const how = t(format.schema === null ? 'constrained' : 'constrainedToSchema');
  return <CodeBlock code={text} info={`json, ${how}`} />;
}
