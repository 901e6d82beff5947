import { Layers, Share2 } from 'lucide-react';
import { useState } from 'react';
import { useAnswering } from '../../store/hooks.ts';
import { engine, tokenMonitor } from '../../store/stores.ts';
import { inspecting } from '../../store/stores_on_demand.ts';
import type { SeenOdds } from '../../findings/format/odds.ts';
import { useCanAsk } from '../chat/use_can_ask.ts';
import { Button } from '../controls/button.tsx';
import { offerToken } from '../findings/share/offer_token.ts';
import { showLab } from '../view/view.ts';
import { t } from '../../strings/inspect/t.ts';

/** Runs a token again and shows in the lab what its layers do, or shares it with that. */
export function LayersButtons({ seen }: { seen: SeenOdds }) {
  const idle = useAnswering((state) => state.streaming === null);
  const canAsk = useCanAsk();
  const [failure, setFailure] = useState<string | null>(null);
  const run = async (done: () => void) => {
    const { odds, at } = seen;
    const { prompt, tokens, sampling, program } = odds;
    const ids = tokens.flatMap(({ id }) => (id === null ? [] : [id]));
    const on = { tokens: [...prompt, ...ids], sampling, fault: engine.getState().configuration.fault };
    const { answer } = inspecting.getState();
    const position = prompt.length + at;
    const { name } = tokens[at]!;
    const failed = await tokenMonitor.getState().show({ answer: answer!, on, position, name, program });
    setFailure(failed?.message ?? null);
    if (!failed) done();
  };
  const share = () => {
    const { answer, tokens, first, rerun } = tokenMonitor.getState().seen!;
    const { position, on, from } = rerun!;
    const token = tokens.find(({ figures }) => figures.position === position)!.figures;
    const plot = { of: 'row', figure: 'rms', stage: 'mlp_residual' } as const;
    offerToken({ answer, on, from, plot, token, others: [], first: first!.figures, odds: seen });
  };
  return (
    <>
      <Button look="quiet" icon={Layers} disabled={!idle || !canAsk} onClick={() => void run(() => showLab('live'))}>
        {t('layersInLab')}
      </Button>
      <Button look="quiet" icon={Share2} disabled={!idle || !canAsk} onClick={() => void run(share)}>
        {t('share')}
      </Button>
      {failure !== null && <output>{failure}</output>}
    </>
  );
}
