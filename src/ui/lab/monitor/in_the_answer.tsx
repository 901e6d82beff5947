import { Microscope } from 'lucide-react';
import { useAnswering } from '../../../store/hooks.ts';
import { inspecting } from '../../../store/stores_on_demand.ts';
import { useCanAsk } from '../../chat/use_can_ask.ts';
import { Button } from '../../controls/button.tsx';
import { t } from '../../../strings/live/t.ts';

/** Shows a token in its answer, with what might have come in its place. */
export function InTheAnswer({ answer, position }: { answer: number; position: number }) {
  const idle = useAnswering((state) => state.streaming === null);
  const canAsk = useCanAsk();
  return (
    <Button
      look="quiet"
      icon={Microscope}
      disabled={!idle || !canAsk}
      onClick={() => void inspecting.getState().open(answer, position)}
    >
      {t('inAnswer')}
    </Button>
  );
}
