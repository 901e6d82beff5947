import { useEngine } from '../../store/hooks.ts';
import { answering } from '../../store/stores.ts';
import { bundled } from '../../store/engine/engine.ts';
import { Button } from '../controls/button.tsx';
import { parameters } from '../../format.ts';
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

function ask(example: string): void {
  focusMessage();
  void answering.getState().send(example);
}

export function Empty() {
  const model = useEngine((engine) => engine.model);
  const usable = useEngine(({ device }) => device.at === 'opening' || device.at === 'open');
  const isBundled = useEngine(({ source }) => source === bundled);
  const canAsk = useCanAsk();
  if (!usable) return null; // there is more urgent news
  return (
    <div className={styles.empty}>
      <h2>A Qwen3 model, on your own GPU</h2>
      <p>Everything runs in this page: what you write never leaves your machine.</p>
      {model && isBundled && (
        <p className={styles.toy}>
          The model that comes with the page is a toy of {parameters(model.parameters)} parameters: it talks about this
          page, adds, tells small stories, and knows little else. For real answers,{' '}
          <a href="#models">load a real Qwen3</a> from Hugging Face, an address or a folder.
        </p>
      )}
      {canAsk && (
        <ul className={styles.examples} aria-label="Examples">
          {(isBundled ? toyExamples : examples).map((example) => (
            <li key={example}>
              <Button onClick={() => ask(example)}>{example}</Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
