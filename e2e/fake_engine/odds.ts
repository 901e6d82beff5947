import { describeProgram } from '../../src/vocabulary/program.ts';
import type { AnsweredToken, AnswerOdds, LikelyToken, OddsRequest } from '../../src/worker/api.ts';
import type { Tokenizer } from '../../src/tokenizer/tokenizer.ts';
import { candidate, vocabulary, wordsOf } from './words.ts';

/** What fused kernels with a fault make of a probability. */
const wrong = 0.5;

/** Each token is the likeliest, but for every fourth, which is the second. Three of ten can be sampled, and the last ends the turn. */
export async function oddsOf(tokenizer: Tokenizer, request: OddsRequest): Promise<AnswerOdds> {
  const { ids, sampling, program, fault } = request;
  const { ids: prompt } = await tokenizer.chatPrompt(request.messages, request);
  const next = wordsOf(prompt, sampling);
  const set = describeProgram(program);
  const scale = fault && set !== 'reference' ? wrong : 1;
  const tokens = [...ids, null].map((id, n): AnsweredToken => {
    const word = id === null ? null : next(id);
    const rank = n % 4 === 3 ? 2 : 1;
    const others = vocabulary.filter((each) => each !== word);
    const listed = Array.from({ length: 10 }, (_, at): LikelyToken => {
      const own = at === rank - 1 && id !== null;
      const other = others[at]!;
      return {
        id: own ? id : candidate(other),
        name: at === 9 ? '<|im_end|>' : `${own ? word : other} `,
        ends: at === 9,
        forbidden: false,
        logit: 12 - at * Math.LN2,
        before: scale * 2 ** -(at + 1),
        after: at < 3 ? 2 ** -(at + 1) / (7 / 8) : 0,
      };
    });
    const { logit, before, after } = listed[rank - 1]!;
    return {
      id,
      name: word === null ? '' : `${word} `,
      text: word === null ? '' : `${word} `,
      own: id === null ? null : { logit, before, after, rank },
      likeliest: listed,
      entropy: { before: 0.2 + (n % 5) / 2, after: 0.1 + (n % 5) / 4 },
      kept: 3,
    };
  });
  return { program, set, sampling, prompt, tokens };
}
