import { X } from 'lucide-react';
import { useState } from 'react';
import { closerLook } from '../../store/self_test/self_test.ts';
import { useAnswering, useSelfTest } from '../../store/hooks.ts';
import { conversation, selfTest } from '../../store/stores.ts';
import { diagnosing } from '../../store/stores_on_demand.ts';
import type { Suspect } from '../../worker/api.ts';
import { showLab } from '../view/view.ts';
import { focusMessage } from '../chat/focus_message.ts';
import { Button, IconButton } from '../controls/button.tsx';
import styles from './self_test.module.css';
import { distrustText, noticeText } from './self_test_text.ts';
import { t } from '../../strings/kernels/t.ts';
import { t as page } from '../../strings/page/t.ts';

/**
 * Says that the reference is wrong here, or which steps run it because the self-test failed their fused kernels, and links to
 * the diagnosis.
 */
export function SelfTestNotice() {
  const { suspects, overruled, dismissed, check } = useSelfTest((state) => state);
  if (check?.reference.status === 'wrong') return !dismissed && <Distrust reason={check.reference.reason} />;
  const held = dismissed ? [] : suspects.filter(({ step }) => !overruled.includes(step));
  return held.length > 0 && <Held held={held} />;
}

/** An alert on every visit: nothing makes these answers right. */
function Distrust({ reason }: { reason: string }) {
  return (
    <div className={styles.notice} role="alert">
      <p>{distrustText(reason)}</p>
      <Look />
      <IconButton label={page('dismiss')} icon={X} onClick={dismiss} />
    </div>
  );
}

function Held({ held }: { held: readonly Suspect[] }) {
  const remembered = useSelfTest((state) => state.remembered);
  // Whether there were answers when the notice appeared: later ones run the reference and are right.
  const [answered] = useState(() => conversation.getState().tree.leaf !== null);
  return (
    // A result from an earlier visit is no interruption.
    <div className={styles.notice} role={remembered ? 'status' : 'alert'}>
      <p>{noticeText(held, answered && !remembered)}</p>
      <Look />
      <IconButton label={page('dismiss')} icon={X} onClick={dismiss} />
    </div>
  );
}

function dismiss(): void {
  focusMessage();
  selfTest.getState().dismiss();
}

function Look() {
  const request = closerLook(useSelfTest(({ suspects }) => suspects));
  const answering = useAnswering(({ streaming }) => streaming !== null);
  const look = () => {
    showLab('diagnose');
    // While an answer is streaming, the lab says so and waits for a click.
    if (!answering) void diagnosing.getState().run(request);
  };
  return <Button onClick={look}>{t('lookInLab')}</Button>;
}
