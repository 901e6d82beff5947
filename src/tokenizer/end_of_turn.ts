import type { Tokenizer as Pipeline } from '@huggingface/tokenizers';
import type { ChatTemplate } from './template/chat_template.ts';

/** A word that no template writes. */
const said = 'f0x9answer';

/**
 * Ids that end an answer: of `eos_token`, and of the added token with which the template closes one. Fine-tunes often keep the
 * `eos_token_id` of their base model and yet learn to end turns as the template does.
 */
export function endOfTurnIds(pipeline: Pipeline, template: ChatTemplate | null): number[] {
  const eos = template?.specialTokens['eos_token'];
  const id = eos === undefined ? undefined : pipeline.token_to_id(eos);
  const closing = template && closingId(pipeline, template);
  return [...new Set([id, closing].filter((each) => typeof each === 'number'))];
}

function closingId(pipeline: Pipeline, template: ChatTemplate): number | null {
  const behind = behindAnswer(template)?.trimStart();
  if (behind === undefined) return null;
  const added = [...pipeline.get_added_tokens_decoder()];
  const found = added.filter(([, { content }]) => behind.startsWith(content));
  const [longest] = found.toSorted(([, a], [, b]) => b.content.length - a.content.length);
  return longest?.[0] ?? null;
}

/** What follows an answer in the middle of a conversation; nothing where the template leaves answers out or takes no such conversation. */
function behindAnswer(template: ChatTemplate): string | undefined {
  try {
    const text = template.evaluate(
      [
        { role: 'user', content: 'question' },
        { role: 'assistant', content: said },
        { role: 'user', content: 'question' },
      ],
      { thinking: false },
    );
    return text.split(said)[1];
  } catch {
    // A template may reject a second question: probe has told that from one that is broken.
    return undefined;
  }
}
