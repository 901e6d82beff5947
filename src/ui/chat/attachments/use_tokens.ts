import { useEffect, useState } from 'react';
import type { Attachment } from '../../../store/conversations/attachment.ts';
import { useEngine } from '../../../store/hooks.ts';
import { engine } from '../../../store/stores.ts';

/** Counts of the model that counted last. */
const counts = new WeakMap<Attachment, { model: string; tokens: number }>();

/** Tokens of an attachment for the loaded model; null until they are counted. */
export function useTokens(attachment: Attachment): number | null {
  const model = useEngine(({ model }) => (model?.cannotChat === null ? model.hash : null));
  const [, setCounted] = useState(0);
  const known = counts.get(attachment);
  const tokens = known !== undefined && known.model === model ? known.tokens : null;
  useEffect(() => {
    if (model === null || tokens !== null) return;
    let wanted = true;
    void (async () => {
      const counted = await engine.getState().api().countTokens({ text: attachment.text });
      if (!wanted || !counted.ok) return; // the model is gone, and so is the count
      counts.set(attachment, { model, tokens: counted.value });
      setCounted((times) => times + 1);
    })();
    return () => void (wanted = false);
  }, [attachment, model, tokens]);
  return tokens;
}
