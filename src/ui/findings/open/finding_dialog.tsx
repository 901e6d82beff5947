import { subjectOf } from '../../../findings/format/finding.ts';
import { ImageUp } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { headline, setUp } from '../../../findings/copy/finding.ts';
import type { Opened } from '../../../findings/open/opened.ts';
import { useSharing } from '../../../store/hooks.ts';
import type { Opening } from '../../../store/findings/sharing.ts';
import { gallery } from '../../../store/findings/gallery.ts';
import { sharing } from '../../../store/stores.ts';
import { closeDialog, showDialog, useView } from '../../view/view.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { specFacts } from '../../../findings/copy/run.ts';
import { Facts } from './facts.tsx';
import { CompareWithLab } from './compare_with_lab.tsx';
import { Recorded } from './recorded.tsx';
import { Reproduce } from './reproduce.tsx';
import styles from '../findings.module.css';
import { Two } from './two.tsx';
import { t } from '../../../strings/sharing/t.ts';

/** A shared finding as it was recorded. Nothing runs until a person asks for it. */
export function FindingDialog() {
  const { run } = useView();
  const opening = useSharing((state) => state.opening);
  const ran = useSharing((state) => state.rerun?.at === 'done');
  useEffect(() => {
    if (run !== null) void sharing.getState().follow(run);
  }, [run]);
  const close = () => {
    sharing.getState().putAside();
    closeDialog();
  };
  return (
    <Dialog title={titleOf(opening)} description={descriptionOf(opening, ran)} place="middle" onClose={close}>
      {opening.at === 'refused' && (
        <p role="alert" className={styles.refused}>
          {opening.message}
        </p>
      )}
      {opening.at === 'reading' && <output className={styles.note}>{t('reading')}</output>}
      {opening.at === 'opened' && <One opened={opening.opened} />}
      {opening.at === 'two' && <Two pair={opening.pair} />}
      <Another />
    </Dialog>
  );
}

const titles = { diagnosis: 'diagnosisOf', bench: 'benchOf', live: 'liveOf' } as const;

function titleOf(opening: Opening): string {
  if (opening.at === 'two') return t('two');
  if (opening.at !== 'opened') return t('openTitle');
  const { finding, spec } = opening.opened;
  return finding
    ? t('opened', { headline: headline(finding), model: subjectOf(finding).model.name })
    : t(titles[opening.opened.kind], { model: spec.model.name });
}

function descriptionOf(opening: Opening, ran: boolean): string {
  if (opening.at === 'two') return t('twoHint');
  if (opening.at !== 'opened') return t('openHint');
  const known = t(opening.opened.finding ? 'asRecorded' : 'runOnly');
  return ran ? known : t('notRunYet', { known });
}

function One({ opened }: { opened: Opened }) {
  const { finding, spec } = opened;
  return (
    <>
      <Reproduce opened={opened} />
      {finding && <Recorded finding={finding} />}
      <Facts caption={t('setUp')} columns={[t('recorded')]} rows={[finding ? setUp(finding) : specFacts(spec)]} />
      {finding && (
        <div className={styles.buttons}>
          <CompareWithLab finding={finding} />
          <Button
            onClick={() =>
              void gallery
                .getState()
                .keep(finding)
                .then((kept) => kept && showDialog('gallery'))
            }
          >
            {t('keepInGallery')}
          </Button>
        </div>
      )}
    </>
  );
}

function Another() {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.buttons}>
      <input
        ref={input}
        className={styles.hidden}
        type="file"
        accept="image/*"
        multiple
        aria-label={t('pictures')}
        onChange={({ target }) => {
          if (target.files?.length) void sharing.getState().take([...target.files]);
          target.value = '';
        }}
      />
      <Button look="quiet" icon={ImageUp} onClick={() => input.current?.click()}>
        {t('openPicture')}
      </Button>
      <Button look="quiet" onClick={() => showDialog('gallery')}>
        {t('gallery')}
      </Button>
    </div>
  );
}
