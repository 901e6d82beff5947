import { useAnswering, useEngine } from '../../store/hooks.ts';
import { t } from '../../strings/lab/t.ts';

/** Whether something can be started in the lab. */
export function useFree(): boolean {
  const loaded = useEngine((state) => state.model !== null);
  return useWhyNot() === '' && loaded;
}

/** Why nothing can be started, in words. What the engine does, and how far it is, its bar says. */
export function WhyNot() {
  return <output>{useWhyNot()}</output>;
}

function useWhyNot(): string {
  const answering = useAnswering((state) => state.streaming !== null);
  const busy = useEngine((state) => state.occupation !== null);
  if (answering) return t('answering');
  return busy ? t('busy') : '';
}
