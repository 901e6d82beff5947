import { Share2 } from 'lucide-react';
import { useState } from 'react';
import type { Plot } from '../../../findings/token/plots.ts';
import { useAnswering } from '../../../store/hooks.ts';
import { conversation, engine, sharing } from '../../../store/stores.ts';
import type { Seen } from '../../../store/lab/jobs/token_monitor.ts';
import type { AnsweredOn, TokenFigures } from '../../../worker/api.ts';
import { showDialog } from '../../view/view.ts';
import { Button } from '../../controls/button.tsx';
import panel from '../panel.module.css';
import { InTheAnswer } from './in_the_answer.tsx';

interface Props {
  /** The answer that `token` belongs to. */
  answer: number;
  token: TokenFigures;
  others: readonly TokenFigures[];
  first: TokenFigures | null;
  /** The first position of the answer whose figures are known. */
  watchedFrom: number;
  /** Where the token was run again to be shown. */
  rerun: Seen['rerun'];
  plot: Plot;
}

/** Opens the preview of a token's picture. Only the engine knows the tokens before it. */
export function ShareToken({ answer, token, others, first, watchedFrom, rerun, plot }: Props) {
  const answering = useAnswering((state) => state.streaming !== null);
  const [failed, setFailed] = useState(false);
  const share = async () => {
    const { model, device } = engine.getState();
    const on = rerun?.on ?? (await lastAnsweredOn());
    const there = model !== null && device.at === 'open' && on !== null && on.tokens.length > token.position;
    setFailed(!there);
    if (!there) return;
    // Attention is measured in one layer per token: as many tokens as layers cover all of them.
    const from = rerun?.from ?? Math.max(watchedFrom, token.position - token.layers);
    const seen = { model, adapter: device.adapter, on, from, plot, token, others, first };
    sharing.getState().offer({ kind: 'live', seen, promptText: questionOf(answer) });
    showDialog('share');
  };
  return (
    <div className={panel.buttons}>
      <Button icon={Share2} disabled={answering} onClick={() => void share()}>
        Share
      </Button>
      <Button look="quiet" onClick={() => showDialog('gallery')}>
        Gallery
      </Button>
      <InTheAnswer answer={answer} position={token.position} />
      <output>
        {answering
          ? 'An answer is being written: share a token of it when it is done.'
          : failed && 'This token cannot be run again any more: ask once more.'}
      </output>
    </div>
  );
}

async function lastAnsweredOn(): Promise<AnsweredOn | null> {
  const answered = await engine.getState().api().answeredOn();
  return answered.ok ? answered.value : null;
}

function questionOf(answer: number): string | null {
  const { nodes } = conversation.getState().tree;
  const asked = nodes[nodes[answer]?.parent ?? -1]?.message;
  return asked?.role === 'user' ? asked.content : null;
}
