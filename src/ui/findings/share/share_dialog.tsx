import { useMemo, useState } from 'react';
import type { PictureLook } from '../../../findings/picture/draw_picture.ts';
import type { PromptPolicy } from '../../../findings/record.ts';
import { headline } from '../../../findings/copy/finding.ts';
import { useSharing } from '../../../store/hooks_on_demand.ts';
import type { Subject } from '../../../store/findings/sharing.ts';
import { showLab } from '../../view/view.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { Actions } from './actions.tsx';
import { Choice } from './choice.tsx';
import { currentFinding } from '../current_finding.ts';
import { onPage } from '../kinds/kinds.ts';
import styles from '../findings.module.css';
import share from './share.module.css';
import { usePicture } from './use_picture.ts';
import { t } from '../../../strings/sharing/t.ts';

/** The preview of the picture, and what can be done with it. */
export function ShareDialog() {
  const subject = useSharing((state) => state.subject);
  return (
    <Dialog title={t('shareTitle')} description={t('shareDescription')} place="middle">
      {subject ? <Preview subject={subject} /> : <Nothing />}
    </Dialog>
  );
}

function Nothing() {
  return (
    <>
      <p>{t('nothingToShare')}</p>
      <div className={styles.buttons}>
        <Button look="primary" onClick={() => showLab('diagnose')}>
          {t('goToDiagnose')}
        </Button>
        <Button onClick={() => showLab('bench')}>{t('goToBench')}</Button>
        <Button onClick={() => showLab('live')}>{t('goToLive')}</Button>
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
  const { share: sharing } = onPage(subject);
  const { shown, ready } = usePicture(finding, { shape, theme });
  return (
    <>
      <div className={share.preview} data-shape={shape}>
        {shown && (
          <img src={shown.url} alt={t('preview', { headline: headline(finding), shape: t(shape), theme: t(theme) })} />
        )}
      </div>
      <div className={share.choices}>
        <Choice
          legend={t('shape')}
          value={shape}
          options={{ landscape: t('landscape'), tall: t('tall') }}
          onChange={setShape}
        />
        <Choice
          legend={t('colours')}
          value={theme}
          options={{ light: t('light'), dark: t('dark') }}
          onChange={setTheme}
        />
        {sharing.policies.length > 0 && (
          <Choice
            legend={sharing.legend()}
            value={policy}
            options={
              Object.fromEntries(sharing.policies.map((name) => [name, t(name)])) as Record<PromptPolicy, string>
            }
            onChange={setPolicy}
          />
        )}
      </div>
      <p className={styles.note}>{sharing.consequence(subject, policy)}</p>
      <Actions finding={finding} picture={ready} />
      <div>
        <Button look="quiet" onClick={() => showLab('findings')}>
          {t('findings')}
        </Button>
      </div>
    </>
  );
}
