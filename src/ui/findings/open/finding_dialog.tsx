import type { Finding } from '../../../findings/format/finding.ts';
import { foundOn } from '../../../findings/kinds/kinds.ts';
import { useEffect } from 'react';
import { headline, setUp, specFacts } from '../../../findings/copy/finding.ts';
import type { Opened } from '../../../findings/open/opened.ts';
import { useSharing } from '../../../store/hooks_on_demand.ts';
import type { Opening } from '../../../store/findings/sharing.ts';
import { gallery } from '../../../store/findings/gallery.ts';
import { sharing } from '../../../store/stores_on_demand.ts';
import { closeDialog, showLab, useView } from '../../view/view.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { Facts } from './facts.tsx';
import { CompareWithLab } from './compare_with_lab.tsx';
import { OpenPicture } from './open_picture.tsx';
import { Recorded } from './recorded.tsx';
import { AsTold } from './as_told.tsx';
import { Reproduce } from './reproduce.tsx';
import styles from '../findings.module.css';
import { onPage } from '../kinds/kinds.ts';
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
      <Another look={opening.at === 'none' ? 'primary' : 'quiet'} />
    </Dialog>
  );
}

function titleOf(opening: Opening): string {
  if (opening.at === 'two') return t('two');
  if (opening.at !== 'opened') return t('openTitle');
  const { finding, spec } = opening.opened;
  return finding
    ? t('opened', { headline: headline(finding), model: foundOn(finding).model.name })
    : onPage(opening.opened).title(spec.model.name);
}

function descriptionOf(opening: Opening, ran: boolean): string {
  if (opening.at === 'two') return t('twoHint');
  if (opening.at !== 'opened') return t('openHint');
  const { finding, told } = opening.opened;
  const known = t(finding ? 'asRecorded' : told ? 'runAndTold' : 'runOnly');
  return ran ? known : t('notRunYet', { known });
}

async function keep(finding: Finding): Promise<void> {
  if (!(await gallery.getState().keep(finding))) return;
  sharing.getState().putAside();
  showLab('findings');
}

function One({ opened }: { opened: Opened }) {
  const { finding, spec } = opened;
  return (
    <>
      <Reproduce opened={opened} />
      {finding && <Recorded finding={finding} />}
      <AsTold opened={opened} />
      <Facts caption={t('setUp')} columns={[t('recorded')]} rows={[finding ? setUp(finding) : specFacts(spec)]} />
      {finding && (
        <div className={styles.buttons}>
          <CompareWithLab finding={finding} />
          <Button onClick={() => void keep(finding)}>{t('keepInGallery')}</Button>
        </div>
      )}
    </>
  );
}

function Another({ look }: { look: 'primary' | 'quiet' }) {
  return (
    <div className={styles.buttons}>
      <OpenPicture look={look} />
      <Button look="quiet" onClick={() => showLab('findings')}>
        {t('allFindings')}
      </Button>
    </div>
  );
}
