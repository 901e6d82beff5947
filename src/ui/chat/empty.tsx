import type { ReactNode } from 'react';
import { useAnswerer, useConversation, useEngine } from '../../store/hooks.ts';
import { composing, conversation } from '../../store/stores.ts';
import { bundled, bundledName } from '../../store/engine/engine.ts';
import { Button } from '../controls/button.tsx';
import styles from './empty.module.css';
import { focusMessage } from './focus_message.ts';
import { useCanAsk } from './use_can_ask.ts';
import { t } from '../../strings/chat/t.ts';

/** Questions that the bundled model answers well. It knows English only. */
const toyExamples = [
  'What is this page?',
  'How do I find a wrong kernel?',
  'What is 47 + 38?',
  'Tell me a story about a fox, a tower and a bell.',
];

const examples = ['exampleExplain', 'exampleCode', 'exampleFloat', 'examplePlan'] as const;

const modelsLink = (text: ReactNode[]) => (
  <a key="models" href="#models">
    {text}
  </a>
);

/** While the engine does something else, the question waits in the message box. */
function ask(example: string): void {
  focusMessage();
  conversation.getState().setDraft(example);
  composing.getState().send();
}

/** What the page is, and what to ask. It is the same from the first moment on, so that nothing moves while the model comes. */
export function Empty() {
  const peer = useAnswerer((state) => state.peer);
  const opens = useEngine(({ device }) => device.at === 'opening' || device.at === 'open');
  const usable = opens || peer !== null;
  const comesWithPage = useEngine(({ source }) => source === bundled);
  const isBundled = comesWithPage && peer === null;
  const canWait = useAnswerer(({ busy }) => busy);
  const canAsk = useCanAsk();
  const writable = useConversation((state) => state.writable);
  if (!usable) return null; // there is more urgent news
  return (
    <div className={styles.empty}>
      <h2>{t('welcome')}</h2>
      <p>
        {t('about', {
          where: peer?.host ? t('sentTo', { label: peer.label, host: peer.host }) : t('staysHere'),
        })}
      </p>
      {isBundled && <p className={styles.toy}>{t('toy', { name: bundledName, link: modelsLink })}</p>}
      <ul className={styles.examples} aria-label={t('examples')}>
        {(isBundled ? toyExamples : examples.map((key) => t(key))).map((example) => (
          <li key={example}>
            <Button disabled={!canAsk && !(canWait && writable)} onClick={() => ask(example)}>
              {example}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
