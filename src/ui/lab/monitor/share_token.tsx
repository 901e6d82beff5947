import { Share2 } from 'lucide-react';
import { useState } from 'react';
import type { Plot } from '../../../findings/token/plots.ts';
import { useAnswering } from '../../../store/hooks.ts';
import type { Seen } from '../../../store/lab/jobs/token_monitor.ts';
import type { TokenFigures } from '../../../worker/api.ts';
import { offerToken } from '../../findings/share/offer_token.ts';
import { showLab } from '../../view/view.ts';
import { Button } from '../../controls/button.tsx';
import panel from '../panel.module.css';
import { InTheAnswer } from './in_the_answer.tsx';
import { lastAnsweredOn } from './last_answered_on.ts';
import { t } from '../../../strings/live/t.ts';

interface Props {
  /** The answer that `token` belongs to. */
  answer: number;
  token: TokenFigures;
  others: readonly TokenFigures[];
  first: TokenFigures | null;
  /** The first position of the answer whose figures are known. */
  watchedFrom: number;
  /** Of the token, if it was run again to be shown. */
  rerun: Seen['rerun'];
  plot: Plot;
}

/** Opens the preview of a token's picture. Only the engine knows the tokens before it. */
export function ShareToken({ answer, token, others, first, watchedFrom, rerun, plot }: Props) {
  const answering = useAnswering((state) => state.streaming !== null);
  const [failed, setFailed] = useState(false);
  const share = async () => {
    const on = rerun?.on ?? (await lastAnsweredOn());
    // Attention is measured in one layer per token: as many tokens as layers cover all of them.
    const from = rerun?.from ?? Math.max(watchedFrom, token.position - token.layers);
    const known = on !== null && on.tokens.length > token.position;
    setFailed(!known || !offerToken({ answer, on, from, plot, token, others, first, odds: null }));
  };
  return (
    <div className={panel.buttons}>
      <Button icon={Share2} disabled={answering} onClick={() => void share()}>
        {t('share')}
      </Button>
      <Button look="quiet" onClick={() => showLab('findings')}>
        {t('findings')}
      </Button>
      <InTheAnswer answer={answer} position={token.position} />
      <output>{answering ? t('answering') : failed && t('gone')}</output>
    </div>
  );
}
