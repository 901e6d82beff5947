import type { SeenOdds } from '../../../findings/format/odds.ts';
import type { Plot } from '../../../findings/token/plots.ts';
import { conversation, engine } from '../../../store/stores.ts';
import { sharing } from '../../../store/stores_on_demand.ts';
import type { AnsweredOn, TokenFigures } from '../../../worker/api.ts';
import { showDialog } from '../../view/view.ts';

interface Offer {
  /** The answer that `token` belongs to. */
  answer: number;
  on: AnsweredOn;
  /** The first position whose figures are known. */
  from: number;
  plot: Plot;
  token: TokenFigures;
  others: readonly TokenFigures[];
  first: TokenFigures | null;
  /** Null where it is not shared from its answer. */
  odds: SeenOdds | null;
}

/** Opens the preview of a token's picture. Returns false where the model is gone that it was computed by. */
export function offerToken({ answer, ...figures }: Offer): boolean {
  const { model, device } = engine.getState();
  if (!model || device.at !== 'open') return false;
  const seen = { model, adapter: device.adapter, ...figures };
  sharing.getState().offer({ kind: 'live', seen, promptText: questionOf(answer) });
  showDialog('share');
  return true;
}

function questionOf(answer: number): string | null {
  const { nodes } = conversation.getState().tree;
  const asked = nodes[nodes[answer]?.parent ?? -1]?.message;
  return asked?.role === 'user' ? asked.content : null;
}
