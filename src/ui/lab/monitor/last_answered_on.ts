import { engine } from '../../../store/stores.ts';
import type { AnsweredOn } from '../../../worker/api.ts';

/** What the engine's last answer ran on; null where there is none. */
export async function lastAnsweredOn(): Promise<AnsweredOn | null> {
  const answered = await engine.getState().api().answeredOn();
  return answered.ok ? answered.value : null;
}
