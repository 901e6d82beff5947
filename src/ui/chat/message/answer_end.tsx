import { lazy, type ReactNode } from 'react';
import type { Answer } from '../../../store/conversations/message.ts';
import { isSameModel } from '../../../store/conversations/same_model.ts';
import { useAnswerer } from '../../../store/hooks.ts';
import { program } from '../../../store/stores.ts';
import { diagnosing } from '../../../store/stores_on_demand.ts';
import { samplingInWords, speculationInWords } from './in_words.ts';
import type { ChatSummary } from '../../../worker/api.ts';
import { count, duration, tokenRate } from '../../../format.ts';
import { OnDemand } from '../../controls/on_demand.tsx';
import styles from './answer_message.module.css';
import { troubleInWords } from '../../../findings/copy/trouble.ts';
import { withStrings } from '../../../strings/catalogue.ts';
import { decodeRate } from '../figures.ts';
import { t } from '../../../strings/answers/t.ts';

const LeftOutNote = lazy(async () => ({
  default: (await withStrings(import('../context/left_out_note.tsx'))).LeftOutNote,
}));

/** How an answer ended, and its figures. */
export function AnswerEnd({ id, answer }: { id: number; answer: Answer }) {
  const { figures, failure } = answer;
  if (failure !== null) return <p className={`${styles.note} ${styles.failure}`}>{failure}</p>;
  if (!figures) return <p className={styles.note}>{t('interrupted')}</p>;
  const { finish, tokens, contextUsed } = figures;
  const onlyThought = answer.content === '' && answer.thinking !== '';
  return (
    <>
      {finish === 'context-full' && <p className={styles.note}>{t('contextFull', { count: count(contextUsed) })}</p>}
      {finish === 'collapsed' && (
        <p className={`${styles.note} ${styles.failure}`}>
          {t('collapsedNote', {
            trouble: figures.trouble ? troubleInWords(figures.trouble) : '',
            link: labLink(contextUsed),
          })}
        </p>
      )}
      {finish === 'max-tokens' && (
        <p className={styles.note}>{t(onlyThought ? 'allThinking' : 'cutOff', { count: count(tokens) })}</p>
      )}
      {answer.format && answer.content !== '' && finish !== 'end-of-turn' && (
        <p className={styles.note}>{t('jsonIncomplete')}</p>
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

const labLink = (contextUsed: number) => (text: ReactNode[]) => (
  <a key="lab" href="#lab/diagnose" onClick={() => void diagnose(contextUsed)}>
    {text}
  </a>
);

/** From the very tokens that the watchdog stopped. */
function diagnose(contextUsed: number): Promise<void> {
  return diagnosing.getState().runAnswered(contextUsed, program.getState().program);
}

function Figures({ figures, answer }: { figures: ChatSummary; answer: Answer }) {
  const { model } = answer;
  const by = useAnswerer(({ model: now }) => (now === null || isSameModel(now, model) ? null : model.name));
  const rate = decodeRate(figures);
  const rows: [string, string][] = [
    [t('speed'), rate === null ? '–' : tokenRate(rate)],
    ...(figures.speculation
      ? [[t('speculation'), speculationInWords(figures.speculation, figures.decodeMs)] satisfies [string, string]]
      : []),
    [t('firstToken'), figures.tokens === 0 ? '–' : duration(figures.timeToFirstTokenMs)],
    [t('tokens'), count(figures.tokens)],
    [t('prompt'), t('promptOf', { prompt: count(figures.promptTokens), cached: count(figures.cachedTokens) })],
    [t('status'), t(figures.finish)],
    [t('seed'), String(answer.seed)],
    ...(answer.sampling ? [[t('sampling'), samplingInWords(answer.sampling)] satisfies [string, string]] : []),
    ...(by === null ? [] : [[t('model'), by] satisfies [string, string]]),
  ];
  return (
    <dl className={styles.figures} aria-label={t('figures')}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
