import { subjectOf, type Finding } from '../../../findings/format/finding.ts';
import { useEffect } from 'react';
import { headline, setUp } from '../../../findings/copy/finding.ts';
import type { Opened } from '../../../findings/open/opened.ts';
import { useSharing } from '../../../store/hooks.ts';
import type { Opening } from '../../../store/findings/sharing.ts';
import { gallery } from '../../../store/findings/gallery.ts';
import { sharing } from '../../../store/stores.ts';
import { closeDialog, showLab, useView } from '../../view/view.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { specFacts } from '../../../findings/copy/run.ts';
import { Facts } from './facts.tsx';
import { CompareWithLab } from './compare_with_lab.tsx';
import { OpenPicture } from './open_picture.tsx';
import { Recorded } from './recorded.tsx';
import { AsTold } from './as_told.tsx';
import { Reproduce } from './reproduce.tsx';
import styles from '../findings.module.css';
import { Two } from './two.tsx';

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
      {opening.at === 'reading' && <output className={styles.note}>Reading…</output>}
      {opening.at === 'opened' && <One opened={opening.opened} />}
      {opening.at === 'two' && <Two pair={opening.pair} />}
      <Another />
    </Dialog>
  );
}

const names = { diagnosis: 'A run', bench: 'A benchmark', live: 'A token' };

function titleOf(opening: Opening): string {
  if (opening.at === 'two') return 'Two findings, side by side';
  if (opening.at !== 'opened') return 'Open a finding';
  const { finding, spec } = opening.opened;
  return finding
    ? `${headline(finding)}, in ${subjectOf(finding).model.name}`
    : `${names[opening.opened.kind]} of ${spec.model.name}`;
}

function descriptionOf(opening: Opening, ran: boolean): string {
  if (opening.at === 'two') return 'What differs in the set-up is marked.';
  if (opening.at !== 'opened') return 'Drop or paste a picture that Plumbline made, or two to compare them.';
  const { finding, told } = opening.opened;
  const known = finding
    ? 'As it was recorded.'
    : told
      ? 'How to run it, and what the sender says of the result.'
      : 'Only how to run it is known, not what came of it.';
  return ran ? known : `${known} Nothing has run here yet.`;
}

async function keep(finding: Finding): Promise<void> {
  if (!(await gallery.getState().keep(finding))) return;
  sharing.getState().putAside();
  showLab('findings');
}

function One({ opened }: { opened: Opened }) {
  const { finding, spec, told } = opened;
  return (
    <>
      <Reproduce opened={opened} />
      {finding && <Recorded finding={finding} />}
      {told && <AsTold told={told} />}
      <Facts caption="Set-up" columns={['recorded']} rows={[finding ? setUp(finding) : specFacts(spec)]} />
      {finding && (
        <div className={styles.buttons}>
          <CompareWithLab finding={finding} />
          <Button onClick={() => void keep(finding)}>Keep in gallery</Button>
        </div>
      )}
    </>
  );
}

function Another() {
  return (
    <div className={styles.buttons}>
      <OpenPicture look="quiet" />
      <Button look="quiet" onClick={() => showLab('findings')}>
        All findings
      </Button>
    </div>
  );
}
