import { useMemo, useState } from 'react';
import type { PictureLook } from '../../../findings/picture/draw_picture.ts';
import type { PromptPolicy } from '../../../findings/record.ts';
import { headline } from '../../../findings/copy/finding.ts';
import { useSharing } from '../../../store/hooks.ts';
import type { Subject } from '../../../store/findings/sharing.ts';
import { showLab } from '../../view/view.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { Actions } from './actions.tsx';
import { Choice } from './choice.tsx';
import { currentFinding } from '../current_finding.ts';
import styles from '../findings.module.css';
import share from './share.module.css';
import { usePicture } from './use_picture.ts';

const shapes = { landscape: 'landscape', tall: 'tall' };
const themes = { light: 'light', dark: 'dark' };
type Consequences = Partial<Record<PromptPolicy, { label: string; said: string }>>;

/** How much of the prompt may be shared, and what follows from it. */
const policies: Record<Subject['kind'], Consequences> = {
  diagnosis: {
    shown: {
      label: 'shown',
      said: 'The prompt is in the picture, as text and as token ids: whoever has it can run exactly the same.',
    },
    counted: {
      label: 'only how long',
      said: 'Neither the text nor its token ids are in the picture, only how many there were. Whoever runs it again uses a stand-in of as many tokens, or types the prompt: then only which stages are wrong can be compared, not by how much.',
    },
    hidden: {
      label: 'hidden',
      said: 'Neither the text nor its token ids are in the picture, though the counts of values still tell how many there were. Whoever runs it again uses a stand-in, or types the prompt: then only which stages are wrong can be compared, not by how much.',
    },
  },
  bench: {},
  live: {
    shown: {
      label: 'shown',
      said: 'Your question is in the picture, and the token ids of the whole conversation up to this token: whoever has it can read them, and run exactly the same.',
    },
    counted: {
      label: 'only how long',
      said: 'Neither your question nor any token is in the picture, only how many there were, which the position tells anyway. Whoever runs it again uses a stand-in, and can compare nothing.',
    },
  },
};

const withoutPrompt =
  'A benchmark has no prompt of anybody’s: it decodes ids that are spread over the vocabulary. Whoever opens it can measure the same.';

/** The preview of the picture, and what can be done with it. */
export function ShareDialog() {
  const subject = useSharing((state) => state.subject);
  return (
    <Dialog
      title="Share this finding"
      description="A picture that carries its run: dropped on Plumbline, it opens and can be run again. Nothing is sent anywhere."
      place="middle"
    >
      {subject ? <Preview subject={subject} /> : <Nothing />}
    </Dialog>
  );
}

function Nothing() {
  return (
    <>
      <p>
        There is nothing to share yet: find out first which step is wrong, measure how fast the steps are, or watch an
        answer being written.
      </p>
      <div className={styles.buttons}>
        <Button look="primary" onClick={() => showLab('diagnose')}>
          Go to Diagnose
        </Button>
        <Button onClick={() => showLab('bench')}>Go to Bench</Button>
        <Button onClick={() => showLab('live')}>Go to Live</Button>
      </div>
    </>
  );
}

function Preview({ subject }: { subject: Subject }) {
  const [shape, setShape] = useState<PictureLook['shape']>('landscape');
  const [theme, setTheme] = useState<PictureLook['theme']>(() =>
    document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light',
  );
  const [policy, setPolicy] = useState<PromptPolicy>('shown');
  const [date] = useState(() => new Date());
  const finding = useMemo(() => currentFinding(subject, policy, date), [subject, policy, date]);
  const choices = Object.entries(policies[subject.kind]);
  const { shown, ready } = usePicture(finding, { shape, theme });
  return (
    <>
      <div className={share.preview} data-shape={shape}>
        {shown && <img src={shown.url} alt={`${headline(finding)}, drawn ${shape} and ${theme}`} />}
      </div>
      <div className={share.choices}>
        <Choice legend="Shape" value={shape} options={shapes} onChange={setShape} />
        <Choice legend="Colours" value={theme} options={themes} onChange={setTheme} />
        {choices.length > 0 && (
          <Choice
            legend={subject.kind === 'live' ? 'Conversation' : 'Prompt'}
            value={policy}
            options={
              Object.fromEntries(choices.map(([name, { label }]) => [name, label])) as Record<PromptPolicy, string>
            }
            onChange={setPolicy}
          />
        )}
      </div>
      <p className={styles.note}>{policies[subject.kind][policy]?.said ?? withoutPrompt}</p>
      <Actions finding={finding} picture={ready} />
      <div>
        <Button look="quiet" onClick={() => showLab('findings')}>
          Findings
        </Button>
      </div>
    </>
  );
}
