import { Layers } from 'lucide-react';
import { useState } from 'react';
import { useAnswering } from '../../store/hooks.ts';
import { engine, inspecting, tokenMonitor } from '../../store/stores.ts';
import type { AnswerOdds } from '../../worker/api.ts';
import { useCanAsk } from '../chat/use_can_ask.ts';
import { Button } from '../controls/button.tsx';
import { showLab } from '../view/view.ts';

/** Runs a token again and shows in the lab what its layers do. */
export function LayersButton({ odds, at }: { odds: AnswerOdds; at: number }) {
  const idle = useAnswering((state) => state.streaming === null);
  const canAsk = useCanAsk();
  const [failure, setFailure] = useState<string | null>(null);
  const show = async () => {
    const { prompt, tokens, sampling, program } = odds;
    const ids = tokens.flatMap(({ id }) => (id === null ? [] : [id]));
    const on = { tokens: [...prompt, ...ids], sampling, fault: engine.getState().configuration.fault };
    const { answer } = inspecting.getState();
    const failed = await tokenMonitor.getState().show({ answer: answer!, on, position: prompt.length + at, program });
    setFailure(failed?.message ?? null);
    if (!failed) showLab('live');
  };
  return (
    <>
      <Button look="quiet" icon={Layers} disabled={!idle || !canAsk} onClick={() => void show()}>
        Layers in the lab
      </Button>
      {failure !== null && <output>{failure}</output>}
    </>
  );
}
