import { useAnswering, useEngine } from '../../../store/hooks.ts';
import { useChecking } from '../../../store/hooks_on_demand.ts';

/** Whether the engine is free for a check of the loaded model. */
export function useMayCheck(): boolean {
  const loaded = useEngine(({ model }) => model !== null);
  const busy = useEngine((engine) => engine.occupation !== null);
  const answering = useAnswering((state) => state.streaming !== null);
  const doing = useChecking((state) => state.doing);
  return loaded && !busy && !answering && doing === null;
}
