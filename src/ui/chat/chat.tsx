import { ArrowDown } from 'lucide-react';
import { useConversation } from '../../store/hooks.ts';
import { Button } from '../controls/button.tsx';
import { EngineCard } from '../states/engine_card.tsx';
import { Announcer } from './announcer.tsx';
import styles from './chat.module.css';
import { Composer } from './composer/composer.tsx';
import { Conversation } from './message/conversation.tsx';
import { Empty } from './empty.tsx';
import { FaultBanner } from './fault_banner.tsx';
import { useFollow } from './use_follow.ts';

export function Chat() {
  const empty = useConversation(({ tree }) => tree.leaf === null);
  const id = useConversation((state) => state.id);
  const ready = useConversation((state) => state.ready);
  const { scroller, content, following, follow } = useFollow(empty ? null : id);
  return (
    <>
      <FaultBanner />
      <div className={styles.frame}>
        <div className={styles.scroller} ref={scroller} tabIndex={-1}>
          <div className={styles.column} ref={content}>
            {ready && (empty ? <Empty /> : <Conversation key={id} />)}
            <EngineCard />
          </div>
        </div>
        {!following && (
          <Button className={styles.latest} icon={ArrowDown} onClick={follow}>
            Latest
          </Button>
        )}
      </div>
      <Composer onSend={follow} />
      <Announcer />
    </>
  );
}
