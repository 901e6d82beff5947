/** Comparisons with a peer: this engine's logits are toys, which the small server has, too. */
import { checkRows, comparedPosition, summaryOf } from '../../src/lab/peer/compared.ts';
import { logProbabilities } from '../../src/numerics/bounded_divergence.ts';
import type { Tokenizer } from '../../src/tokenizer/tokenizer.ts';
import { describeProgram } from '../../src/vocabulary/program.ts';
import type { Continuation, ContinuationRequest, PeerComparison, PeerRowsRequest } from '../../src/worker/api.ts';
import { toyLogits } from '../../tools/servers/toy_logits.ts';

const vocabularyOf = (tokenizer: Tokenizer) => tokenizer.largestId + 1;

export async function continuationOf(tokenizer: Tokenizer, { of, tokens }: ContinuationRequest): Promise<Continuation> {
  const prompt = 'text' in of ? await tokenizer.encode(of.text) : (await tokenizer.chatPrompt(of.messages, of)).ids;
  const ids: number[] = [];
  while (ids.length < tokens) {
    const logits = toyLogits([...prompt, ...ids], vocabularyOf(tokenizer));
    ids.push(logits.indexOf(Math.max(...logits)));
  }
  return { prompt, ids, text: tokenizer.decode(ids) };
}

export function comparisonOf(tokenizer: Tokenizer, { ids, rows, program }: PeerRowsRequest): PeerComparison {
  const vocabulary = vocabularyOf(tokenizer);
  checkRows(rows, ids.length, vocabulary);
  const positions = rows.map((row) => {
    const own = logProbabilities(toyLogits(ids.slice(0, row.position + 1), vocabulary));
    return comparedPosition(row, own, ids[row.position + 1]!, (id) => tokenizer.spell(id));
  });
  return { program, set: describeProgram(program), ...summaryOf(positions) };
}
