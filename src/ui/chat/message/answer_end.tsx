import { lazy } from 'react';
import type { Answer } from '../../../store/conversations/message.ts';
import { isSameModel } from '../../../store/conversations/same_model.ts';
import { useAnswerer } from '../../../store/hooks.ts';
import { program } from '../../../store/stores.ts';
import { diagnosing } from '../../../store/stores_on_demand.ts';
import { samplingInWords } from '../../../vocabulary/sampling_settings.ts';
import type { ChatSummary } from '../../../worker/api.ts';
import { count, duration, tokenRate } from '../../../format.ts';
import { OnDemand } from '../../controls/on_demand.tsx';
import styles from './answer_message.module.css';
import { troubleInWords } from '../../../findings/copy/trouble.ts';
import { withStrings } from '../../../strings/catalogue.ts';
import { decodeRate, speculationInWords } from '../figures.ts';

const LeftOutNote = lazy(async () => ({
  default: (await withStrings(import('../context/left_out_note.tsx'))).LeftOutNote,
}));

const finishes: Record<ChatSummary['finish'], string> = {
  'end-of-turn': 'complete',
  stopped: 'stopped',
  'max-tokens': 'reached max tokens',
  'context-full': 'context full',
  collapsed: 'stopped by the watchdog',
};

/** How an answer ended, and its figures. */
export function AnswerEnd({ id, answer }: { id: number; answer: Answer }) {
  const { figures, failure } = answer;
  if (failure !== null) return <p className={`${styles.note} ${styles.failure}`}>{failure}</p>;
  if (!figures) return <p className={styles.note}>Interrupted: the page was closed before this answer ended.</p>;
  return (
    <>
      {figures.finish === 'context-full' && (
        <p className={styles.note}>
          The context is full ({count(figures.contextUsed)} tokens). Load a longer one from the gauge below the message,
          edit an earlier message, or start a new chat.
        </p>
      )}
      {figures.finish === 'collapsed' && (
        <p className={`${styles.note} ${styles.failure}`}>
          Stopped: the model’s last numbers were all alike or not finite, as when an overflow has turned everything
          after it to zeros. {figures.trouble && <>{troubleInWords(figures.trouble)} </>}
          <a href="#lab/diagnose" onClick={() => void diagnose(figures.contextUsed)}>
            Find the wrong step in the lab
          </a>
          ; the reference kernels may answer meanwhile.
        </p>
      )}
      {figures.finish === 'max-tokens' && (
        <p className={styles.note}>
          {answer.content === '' && answer.thinking !== ''
            ? `All ${count(figures.tokens)} tokens went into thinking, so the answer never began`
            : `Cut off after ${count(figures.tokens)} tokens`}
          : continue, or raise the limit in the settings.
        </p>
      )}
      {answer.format && answer.content !== '' && figures.finish !== 'end-of-turn' && (
        <p className={styles.note}>The JSON is incomplete: the answer was cut before its end.</p>
      )}
      {answer.view && (
        <OnDemand>
          <LeftOutNote id={id} />
        </OnDemand>
      )}
      <Figures figures={figures} answer={answer} />
    </>
  );
}

/** From the very tokens that the watchdog stopped. */
function diagnose(contextUsed: number): Promise<void> {
  return diagnosing.getState().runAnswered(contextUsed, program.getState().program);
}

function Figures({ figures, answer }: { figures: ChatSummary; answer: Answer }) {
  const { model } = answer;
  const by = useAnswerer(({ model: now }) => (now === null || isSameModel(now, model) ? null : model.name));
  const rate = decodeRate(figures);
  const rows: [string, string][] = [
    ['speed', rate === null ? '–' : tokenRate(rate)],
    ...(figures.speculation
      ? [['speculation', speculationInWords(figures.speculation, figures.decodeMs)] satisfies [string, string]]
      : []),
    ['first token', figures.tokens === 0 ? '–' : duration(figures.timeToFirstTokenMs)],
    ['tokens', count(figures.tokens)],
    ['prompt', `${count(figures.promptTokens)}, ${count(figures.cachedTokens)} reused`],
    ['end', finishes[figures.finish]],
    ['seed', String(answer.seed)],
    ...(answer.sampling ? [['sampling', samplingInWords(answer.sampling)] satisfies [string, string]] : []),
    ...(by === null ? [] : [['by', by] satisfies [string, string]]),
  ];
  return (
    <dl className={styles.figures} aria-label="Figures of this answer">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
