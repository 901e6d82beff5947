import { useAnswerer, useConversation } from '../../store/hooks.ts';

/** Whether a model that can chat is there and free, and no other tab writes this conversation. */
export function useCanAsk(): boolean {
  const writable = useConversation((state) => state.writable);
  const free = useAnswerer(({ model, busy }) => model?.cannotChat === null && !busy);
  return writable && free;
}
