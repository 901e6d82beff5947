import { useConversation, useEngine } from '../../store/hooks.ts';

/** Whether a model that can chat is loaded and free, and no other tab writes this conversation. */
export function useCanAsk(): boolean {
  const writable = useConversation((state) => state.writable);
  const free = useEngine(
    ({ model, loading, occupation }) =>
      model !== null && model.cannotChat === null && loading === null && occupation === null,
  );
  return writable && free;
}
