import { ArrowDown } from 'lucide-react';
import { lazy, useEffect } from 'react';
import { useConversation, useEngine } from '../../store/hooks.ts';
import { Button } from '../controls/button.tsx';
import { OnDemand } from '../controls/on_demand.tsx';
import { EngineCard } from '../states/engine_card.tsx';
import { Announcer } from './announcer.tsx';
import styles from './chat.module.css';
import { Composer } from './composer/composer.tsx';
import { Empty } from './empty.tsx';
import { useFollow } from './use_follow.ts';
import { withStrings } from '../../strings/catalogue.ts';
import { t } from '../../strings/chat/t.ts';

const fetchConversation = () => import('./message/conversation.tsx');
const Conversation = lazy(async () => ({ default: (await withStrings(fetchConversation())).Conversation }));
const FaultBanner = lazy(async () => ({ default: (await withStrings(import('./fault_banner.tsx'))).FaultBanner }));

export function Chat() {
  const empty = useConversation(({ tree }) => tree.leaf === null);
  const id = useConversation((state) => state.id);
  const ready = useConversation((state) => state.ready);
  const faulty = useEngine(({ configuration }) => configuration.fault !== null);
  // Behind the first view, so that the first message finds it there.
  useEffect(() => void fetchConversation(), []);
  const { scroller, content, following, follow } = useFollow(empty ? null : id);
  return (
    <>
      {faulty && (
        <OnDemand>
          <FaultBanner />
        </OnDemand>
      )}
      <div className={styles.frame}>
        <div className={styles.scroller} ref={scroller} tabIndex={-1}>
          <div className={styles.column} ref={content}>
            {ready && empty && <Empty />}
            {ready && !empty && (
              <OnDemand key={id} otherwise={<p>{t('conversationFailed')}</p>}>
                <Conversation />
              </OnDemand>
            )}
            <EngineCard />
          </div>
        </div>
        {!following && (
          <Button className={styles.latest} icon={ArrowDown} onClick={follow}>
            {t('latest')}
          </Button>
        )}
      </div>
      <Composer onSend={follow} />
      <Announcer />
    </>
  );
}
