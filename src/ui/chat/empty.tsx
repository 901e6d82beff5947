import { useAnswerer, useConversation, useEngine } from '../../store/hooks.ts';
import { composing, conversation } from '../../store/stores.ts';
import { bundled, bundledName } from '../../store/engine/engine.ts';
import { Button } from '../controls/button.tsx';
import styles from './empty.module.css';
import { focusMessage } from './focus_message.ts';
import { useCanAsk } from './use_can_ask.ts';

/** Questions that the bundled model answers well. */
const toyExamples = [
  'What is this page?',
  'How do I find a wrong kernel?',
  'What is 47 + 38?',
  'Tell me a story about a fox, a tower and a bell.',
];

const examples = [
  'Explain RMSNorm in three sentences.',
  'Write a Python function that merges two sorted lists.',
  'What makes 0.1 + 0.2 differ from 0.3?',
  'Plan a day in Kyoto as a table.',
];

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
      <h2>Chat with Qwen3, and see its kernels at work</h2>
      <p>
        Hand-written WebGPU kernels run the model in this page, each beside a plain reference. The lab times both, and
        finds the one that is wrong.{' '}
        {peer?.host
          ? `${peer.label} answers now, and what you write is sent to ${peer.host}.`
          : 'What you write never leaves your machine.'}
      </p>
      {isBundled && (
        <p className={styles.toy}>
          {bundledName} comes with the page: it talks about this page, adds, tells small stories, and knows little else.
          For real answers, <a href="#models">load a real Qwen3</a> from Hugging Face, an address or a folder.
        </p>
      )}
      <ul className={styles.examples} aria-label="Examples">
        {(isBundled ? toyExamples : examples).map((example) => (
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
