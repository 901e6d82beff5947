import { Images, ImageUp, Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { isOfMachine } from '../../../findings/board/rows.ts';
import type { Finding } from '../../../findings/format/finding.ts';
import { attempt } from '../../../result.ts';
import { gallery } from '../../../store/findings/gallery.ts';
import type { Subject } from '../../../store/findings/sharing.ts';
import { useBenching, useDiagnosing } from '../../../store/hooks_on_demand.ts';
import { showLab } from '../../view/view.ts';
import { Button } from '../../controls/button.tsx';
import { currentFinding } from '../current_finding.ts';
import styles from '../findings.module.css';
import { t } from '../../../strings/board/t.ts';
import { t as sharing } from '../../../strings/sharing/t.ts';
import { board } from './board.ts';

/** Where rows come from: pictures, the gallery, and what this page has measured. */
export function Additions() {
  const { reading } = useStore(board);
  const bench = useBenching((state) => state.bench);
  const diagnosis = useDiagnosing((state) => state.diagnosis);
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const measured: Subject[] = [
    ...(bench ? [{ kind: 'bench' as const, bench }] : []),
    ...(diagnosis ? [{ kind: 'diagnosis' as const, diagnosis, promptText: null }] : []),
  ];
  const add = async (findings: () => Finding[], here: boolean) => {
    const added = await attempt(() => board.getState().add(findings(), here));
    setSaid(added.ok ? '' : added.failure.message);
  };
  const addGallery = async () => {
    await gallery.getState().load();
    const kept = gallery.getState().entries?.map(({ finding }) => finding) ?? [];
    await add(() => kept.filter(isOfMachine), false);
  };
  return (
    <div className={styles.buttons}>
      <input
        ref={input}
        className={styles.hidden}
        type="file"
        accept="image/png"
        multiple
        aria-label={t('pictures')}
        onChange={({ target }) => {
          if (target.files?.length) void board.getState().take([...target.files]);
          target.value = '';
        }}
      />
      <Button look="primary" icon={ImageUp} onClick={() => input.current?.click()}>
        {t('addPictures')}
      </Button>
      <Button icon={Images} onClick={() => void addGallery()}>
        {t('addGallery')}
      </Button>
      <Button
        icon={Plus}
        disabled={measured.length === 0}
        onClick={() => void add(() => measured.map((one) => currentFinding(one, 'hidden', new Date())), true)}
      >
        {t('addMeasured')}
      </Button>
      <Button look="quiet" onClick={() => showLab('findings')}>
        {sharing('allFindings')}
      </Button>
      <output className={styles.done}>
        {reading ? t('reading', { number: reading.done + 1, total: reading.total }) : said}
      </output>
    </div>
  );
}
