import { X } from 'lucide-react';
import { useState } from 'react';
import { closerLook } from '../../store/self_test/self_test.ts';
import { useAnswering, useGate } from '../../store/hooks.ts';
import { conversation, diagnosing, gate } from '../../store/stores.ts';
import type { Suspect } from '../../worker/api.ts';
import { showLab } from '../view/view.ts';
import { focusMessage } from '../chat/focus_message.ts';
import { Button, IconButton } from '../controls/button.tsx';
import styles from './self_test.module.css';
import { noticeText } from './self_test_text.ts';

/** Tells that steps run their reference since their fused kernels are no good here, and leads to where that is seen. */
export function GateNotice() {
  const { suspects, overruled, dismissed } = useGate((state) => state);
  const held = dismissed ? [] : suspects.filter(({ step }) => !overruled.includes(step));
  return held.length > 0 && <Told held={held} />;
}

function Told({ held }: { held: readonly Suspect[] }) {
  const remembered = useGate((state) => state.remembered);
  // Answers that come after this are right.
  const [answered] = useState(() => conversation.getState().tree.leaf !== null);
  return (
    // What was known from an earlier visit interrupts nobody.
    <div className={styles.notice} role={remembered ? 'status' : 'alert'}>
      <p>{noticeText(held, answered && !remembered)}</p>
      <Look />
      <IconButton label="Dismiss" icon={X} onClick={dismiss} />
    </div>
  );
}

function dismiss(): void {
  focusMessage();
  gate.getState().dismiss();
}

function Look() {
  const request = closerLook(useGate(({ suspects }) => suspects));
  const answering = useAnswering(({ live }) => live !== null);
  const look = () => {
    showLab('diagnose');
    // While an answer is written the lab says so, and waits to be asked.
    if (!answering) void diagnosing.getState().run(request);
  };
  return <Button onClick={look}>Look at it in the lab</Button>;
}
