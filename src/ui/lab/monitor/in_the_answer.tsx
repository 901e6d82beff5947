import { Microscope } from 'lucide-react';
import { useAnswering } from '../../../store/hooks.ts';
import { inspecting } from '../../../store/stores_on_demand.ts';
import { useCanAsk } from '../../chat/use_can_ask.ts';
import { Button } from '../../controls/button.tsx';
import { isWide } from '../../view/use_wide.ts';
import { showLab } from '../../view/view.ts';

/** Shows a token in its answer, with what might have come in its place. */
export function InTheAnswer({ answer, position }: { answer: number; position: number }) {
  const idle = useAnswering((state) => state.streaming === null);
  const canAsk = useCanAsk();
  const show = () => {
    if (!isWide()) showLab(null);
    void inspecting.getState().open(answer, position);
  };
  return (
    <Button look="quiet" icon={Microscope} disabled={!idle || !canAsk} onClick={show}>
      In the answer
    </Button>
  );
}
