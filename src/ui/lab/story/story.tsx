import { useMemo, useState } from 'react';
import { useEngine, useStory } from '../../../store/hooks.ts';
import { chapters } from '../../../store/lab/story.ts';
import { story } from '../../../store/stores.ts';
import { Button } from '../../controls/button.tsx';
import type { Diagnosis } from '../../../worker/api.ts';
import { replayMap, type StageCell } from '../../../findings/diagnosis/stage_map.ts';
import { StageDetails } from '../diagnose/stages/stage_details.tsx';
import { StageMap } from '../diagnose/stages/stage_map.tsx';
import { ShareButton } from '../../findings/share/share_button.tsx';
import { VerdictCard } from '../diagnose/verdict_card.tsx';
import panel from '../panel.module.css';
import { Questions } from './questions.tsx';
import { Runs } from './runs.tsx';
import { useFree, WhyNot } from '../why_not.tsx';
import styles from './story.module.css';
import { texts } from './chapter_texts.ts';

/** How a team lost a week to a bias that is not there, replayed on the loaded model. */
export function Story() {
  const model = useEngine((engine) => engine.model);
  const free = useFree();
  const { at, runs, blamed, clean, failure } = useStory((state) => state);
  const played = chapters.filter((chapter) => runs[chapter] ?? (chapter === 'replay' && blamed));
  return (
    <div className={`${panel.panel} ${styles.story}`}>
      <h2>The kernel that printed “!!!!!”</h2>
      <p>
        A team fused a kernel for Qwen3, saw nothing but exclamation marks, and after a week shipped with it switched
        off. Here their search is run again, on your machine, with the same mistake in layer 1: it takes a minute or
        two.
      </p>
      <div className={panel.buttons}>
        <Button look="primary" disabled={!free} onClick={() => void story.getState().play()}>
          {at ? `${texts[at].title}…` : played.length > 0 ? 'Play it again' : 'Play the investigation'}
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
        <section key={chapter} aria-label={texts[chapter].title}>
          <h3>{texts[chapter].title}</h3>
          <p>{texts[chapter].text}</p>
          {runs[chapter] && <blockquote>{runs[chapter].text}</blockquote>}
          {chapter === 'replay' && blamed && <Blamed diagnosis={blamed} />}
        </section>
      ))}
      {clean && model && runs.standard && runs.fix && (
        <Questions gains={model.gains} clean={clean} same={runs.standard.text === runs.fix.text} />
      )}
    </div>
  );
}

function Blamed({ diagnosis }: { diagnosis: Diagnosis }) {
  const [chosen, choose] = useState<StageCell | null>(null);
  const map = useMemo(() => replayMap(diagnosis), [diagnosis]);
  return (
    <>
      <StageMap
        name="Replay of the story"
        caption="Every step on the reference’s own inputs, in multiples of the noise floor."
        map={map}
        chosen={chosen}
        choose={choose}
      />
      {chosen && <StageDetails cell={chosen} />}
      <VerdictCard verdict={diagnosis.verdict} />
      <div>
        <ShareButton subject={{ kind: 'diagnosis', diagnosis, promptText: null }} />
      </div>
    </>
  );
}
