import { FileCode } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useEngine } from '../../../store/hooks.ts';
import { useStory } from '../../../store/hooks_on_demand.ts';
import { chapters } from '../../../store/lab/story.ts';
import { story } from '../../../store/stores_on_demand.ts';
import { Button } from '../../controls/button.tsx';
import type { Diagnosis } from '../../../worker/api.ts';
import { replayMap, type StageCell } from '../../../findings/diagnosis/stage_map.ts';
import { StageDetails } from '../diagnose/stages/stage_details.tsx';
import { StageMap } from '../diagnose/stages/stage_map.tsx';
import { showLab } from '../../view/view.ts';
import { ShareButton } from '../../findings/share/share_button.tsx';
import { VerdictCard } from '../diagnose/verdict_card.tsx';
import panel from '../panel.module.css';
import { Questions } from './questions.tsx';
import { Runs } from './runs.tsx';
import { useFree, WhyNot } from '../why_not.tsx';
import styles from './story.module.css';
import { t } from '../../../strings/story/t.ts';

/** How a team lost a week to a bias that is not there, replayed on the loaded model. */
export function Story() {
  const model = useEngine((engine) => engine.model);
  const free = useFree();
  const { at, runs, blamed, clean, failure } = useStory((state) => state);
  const played = chapters.filter((chapter) => runs[chapter] ?? (chapter === 'replay' && blamed));
  return (
    <div className={`${panel.panel} ${styles.story}`}>
      <h2>{t('title')}</h2>
      <p>{t('text')}</p>
      <div className={panel.buttons}>
        <Button look="primary" disabled={!free} onClick={() => void story.getState().play()}>
          {at ? t('playing', { chapter: t(at) }) : t(played.length > 0 ? 'playAgain' : 'play')}
        </Button>
        <WhyNot />
      </div>
      {failure && (
        <p role="alert" className={panel.failure}>
          {failure.message}
        </p>
      )}
      {Object.keys(runs).length > 0 && <Runs runs={runs} />}
      {played.map((chapter) => (
        <section key={chapter} aria-label={t(chapter)}>
          <h3>{t(chapter)}</h3>
          <p>{t(`${chapter}Text`)}</p>
          {runs[chapter] && <blockquote>{runs[chapter].text}</blockquote>}
          {chapter === 'replay' && blamed && <Blamed diagnosis={blamed} />}
        </section>
      ))}
      {clean && model && runs.standard && runs.fix && (
        <Questions gains={model.gains} clean={clean} same={runs.standard.text === runs.fix.text} />
      )}
      {clean && (
        <section aria-label={t('yours')}>
          <h3>{t('yours')}</h3>
          <p>{t('yoursText')}</p>
          <Button icon={FileCode} onClick={() => showLab('kernel')}>
            {t('tryYours')}
          </Button>
        </section>
      )}
    </div>
  );
}

function Blamed({ diagnosis }: { diagnosis: Diagnosis }) {
  const [chosen, choose] = useState<StageCell | null>(null);
  const map = useMemo(() => replayMap(diagnosis), [diagnosis]);
  return (
    <>
      <StageMap name={t('replayName')} caption={t('replayCaption')} map={map} chosen={chosen} choose={choose} />
      {chosen && <StageDetails cell={chosen} />}
      <VerdictCard verdict={diagnosis.verdict} />
      <div>
        <ShareButton subject={{ kind: 'diagnosis', diagnosis, promptText: null }} />
      </div>
    </>
  );
}
