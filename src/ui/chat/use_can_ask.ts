import { useEngine } from '../../store/hooks.ts';

/** Whether a model that can chat is loaded and free. */
export function useCanAsk(): boolean {
  return useEngine(
    ({ model, loading, diagnosing }) => model !== null && model.cannotChat === null && loading === null && !diagnosing,
  );
}
