import { useAnswering, useChecking, useEngine } from '../../../store/hooks.ts';

/** Whether the engine is free for a check of the loaded model. */
export function useMayCheck(): boolean {
  const loaded = useEngine(({ model }) => model !== null);
  const busy = useEngine((engine) => engine.occupation !== null);
  const answering = useAnswering((state) => state.streaming !== null);
  const doing = useChecking((state) => state.doing);
  return loaded && !busy && !answering && doing === null;
}
