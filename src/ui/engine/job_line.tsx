import { timeLeft, type Job, type Occupation } from '../../store/engine/occupation.ts';
import { chapters } from '../../store/lab/story.ts';
import { engine } from '../../store/stores.ts';
import { count, duration } from '../../format.ts';
import { Button } from '../controls/button.tsx';
import { Progress } from '../controls/progress.tsx';
import styles from './engine_bar.module.css';
import type { BenchRow, DiagnosisProgress } from '../../worker/api.ts';
import { useNow } from './use_now.ts';
import { t } from '../../strings/engine/t.ts';

function occupationInWords({ job, doing }: Occupation): string {
  const does = t(`${job}Does`);
  if (doing === null) return does;
  return t('doing', { does, what: typeof doing === 'string' ? partInWords(job, doing) : rowInWords(doing) });
}

const partInWords = (job: Job, doing: string): string =>
  job === 'story'
    ? t('storyPart', { part: chapters.findIndex((name) => name === doing) + 1, parts: chapters.length })
    : t(doing as DiagnosisProgress['doing']);

const rowInWords = ({ work, program: set, tokens }: BenchRow): string =>
  t(`${work}Rows`, { set, tokens: count(tokens) });

/** What the lab has the engine do, how far it is, how long it still takes, and the way to stop it. */
export function JobLine({ occupation }: { occupation: Occupation }) {
  const { job, done } = occupation;
  const left = timeLeft(occupation, useNow());
  const figures = [
    done !== null && `${Math.round(100 * done)}%`,
    left !== null && t('timeLeft', { time: left < 9500 ? `${Math.ceil(left / 1000)} s` : duration(left) }),
  ].filter(Boolean);
  return (
    <>
      <Progress label={t(`${job}Does`)} done={done} />
      <output>{occupationInWords(occupation)}</output>
      <span className={styles.figures}>{figures.join(', ')}</span>
      <Button look="quiet" aria-label={t('stopJob', { job: t(`${job}Name`) })} onClick={() => engine.getState().stop()}>
        {t('stop')}
      </Button>
    </>
  );
}
