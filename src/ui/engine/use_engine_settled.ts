import { useState } from 'react';
import { useEngine } from '../../store/hooks.ts';

/** Whether the engine has once done what a visit begins with: what nobody has asked for is fetched after that. */
export function useEngineSettled(): boolean {
  const at = useEngine(
    ({ device, model, loadFailure }) => device.at !== 'opening' && (device.at !== 'open' || model || loadFailure),
  );
  const [settled, setSettled] = useState(false);
  if (at && !settled) setSettled(true);
  return settled;
}
