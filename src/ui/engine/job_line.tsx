import { timeLeft, type Occupation } from '../../store/engine/occupation.ts';
import { chapters } from '../../store/lab/story.ts';
import { engine } from '../../store/stores.ts';
import { duration } from '../../format.ts';
import { Button } from '../controls/button.tsx';
import { Progress } from '../controls/progress.tsx';
import styles from './engine_bar.module.css';
import type { DiagnosisProgress } from '../../worker/api.ts';
import { jobs } from './texts.ts';
import { useNow } from './use_now.ts';

const parts: Record<DiagnosisProgress['doing'], string> = {
  reference: 'checking the reference against float64',
  alone: 'trying every kernel on hard inputs',
  replay: 'running every step on the reference’s inputs',
  lockstep: 'running both programs side by side',
  verdict: 'comparing with known faults',
  bisect: 'trying smaller programs',
};

function occupationInWords({ job, doing }: Occupation): string {
  const { does } = jobs[job];
  if (doing === null) return does;
  if (job === 'story') return `${does}: part ${chapters.findIndex((name) => name === doing) + 1} of ${chapters.length}`;
  return `${does}: ${job === 'diagnosis' ? parts[doing as DiagnosisProgress['doing']] : doing}`;
}

/** What the lab has the engine do, how far it is, how long it still takes, and the way to stop it. */
export function JobLine({ occupation }: { occupation: Occupation }) {
  const { job, done } = occupation;
  const left = timeLeft(occupation, useNow());
  const figures = [
    done !== null && `${Math.round(100 * done)}%`,
    left !== null && `about ${left < 9500 ? `${Math.ceil(left / 1000)} s` : duration(left)} left`,
  ].filter(Boolean);
  return (
    <>
      <Progress label={jobs[job].does} done={done} />
      <output>{occupationInWords(occupation)}</output>
      <span className={styles.figures}>{figures.join(', ')}</span>
      <Button look="quiet" aria-label={`Stop ${jobs[job].name}`} onClick={() => engine.getState().stop()}>
        Stop
      </Button>
    </>
  );
}
