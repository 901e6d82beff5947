import { useEffect, useState } from 'react';
import { openingOf, titleOf } from '../../store/conversations/conversation_record.ts';
import { useAnswering, useConversation } from '../../store/hooks.ts';
import { answering } from '../../store/stores.ts';

type Status = 'idle' | 'answering' | 'done';

const marks: Record<Status, string> = { idle: '', answering: '… ', done: '✓ ' };
const icons: Record<Status, string> = {
  idle: 'favicon.svg',
  answering: 'favicon_answering.svg',
  done: 'favicon_done.svg',
};

/** The tab's title and icon tell which conversation is open, whether its answer runs, and that it ended while nobody looked. */
export function useTabStatus(): void {
  const title = useConversation((state) =>
    state.tree.leaf === null ? null : titleOf({ ...state, opening: openingOf(state) }),
  );
  const running = useAnswering(({ streaming }) => streaming !== null);
  const unseen = useUnseenEnd();
  const status = running ? 'answering' : unseen ? 'done' : 'idle';
  useEffect(() => {
    document.title = `${marks[status]}${title === null ? '' : `${title} – `}Plumbline`;
  }, [status, title]);
  useEffect(() => {
    document.querySelector('link[rel="icon"]')?.setAttribute('href', icons[status]);
  }, [status]);
}

/** Whether an answer ended behind another tab or window, until the person comes back. */
function useUnseenEnd(): boolean {
  const [unseen, setUnseen] = useState(false);
  useEffect(() => {
    const looked = () => {
      if (!document.hidden) setUnseen(false);
    };
    document.addEventListener('visibilitychange', looked);
    const ended = answering.subscribe(({ streaming }, before) => {
      if (before.streaming && !streaming) setUnseen(document.hidden);
    });
    return () => {
      document.removeEventListener('visibilitychange', looked);
      ended();
    };
  }, []);
  return unseen;
}
