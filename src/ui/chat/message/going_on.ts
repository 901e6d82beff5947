import type { Answer } from '../../../store/conversations/message.ts';
import { isSameModel } from '../../../store/conversations/same_model.ts';
import type { ChatModel } from '../../../peers/peer.ts';

/** Whether `model` wrote an answer, and the answer's ids are known. */
export function isBy({ ids, model: by }: Answer, model: ChatModel): boolean {
  return ids.length > 0 && isSameModel(by, model);
}

/** Whether an answer was cut before its end, and `model` is the one that can go on with it. */
export function mayGoOn(answer: Answer, model: ChatModel, mayLeaveOut: boolean): boolean {
  const { figures } = answer;
  const cut =
    figures === null ||
    figures.finish === 'stopped' ||
    figures.finish === 'max-tokens' ||
    // Older messages make room for the rest, where there are any, or there is a longer context now.
    (figures.finish === 'context-full' && (mayLeaveOut || figures.contextUsed < model.context));
  return cut && isBy(answer, model);
}
