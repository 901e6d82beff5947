import { foundOn } from '../../../findings/kinds/kinds.ts';
import { Download, Search, Trash2, Upload } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { adapterName } from '../../../findings/copy/adapter.ts';
import { headline } from '../../../findings/copy/finding.ts';
import { exported, gallery, matches, type GalleryEntry } from '../../../store/findings/gallery.ts';
import { sharing } from '../../../store/stores_on_demand.ts';
import { showDialog } from '../../view/view.ts';
import { Button, IconButton } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { save } from '../save.ts';
import styles from '../findings.module.css';
import grid from './gallery.module.css';
import { t } from '../../../strings/sharing/t.ts';

/** The findings that are kept in this browser: to search, open, compare, export and import. `children` are buttons before its own. */
export function Gallery({ children }: { children?: ReactNode }) {
  const { entries, failure } = useStore(gallery);
  const [words, setWords] = useState('');
  const [picked, setPicked] = useState<readonly string[]>([]);
  useEffect(() => void gallery.getState().load(), []);
  const found = entries?.filter((entry) => matches(entry, words)) ?? [];
  const both = picked.flatMap((id) => entries?.find((entry) => entry.id === id)?.finding ?? []);
  const compare = () => {
    void sharing.getState().show([both[0]!, both[1]!]);
    showDialog('finding');
  };
  return (
    <>
      {failure !== null && (
        <p role="alert" className={styles.refused}>
          {failure}
        </p>
      )}
      {entries?.length === 0 && <p>{t('galleryEmpty')}</p>}
      {entries !== null && entries.length > 0 && (
        <Field label={t('search')} hint={t('foundOf', { found: found.length, all: entries.length })}>
          {(ids) => <input {...ids} type="search" value={words} onChange={(event) => setWords(event.target.value)} />}
        </Field>
      )}
      <ul className={grid.gallery} aria-label={t('findings')}>
        {found.map((entry) => (
          <Entry
            key={entry.id}
            entry={entry}
            picked={picked.includes(entry.id)}
            pick={(on) => setPicked([...picked.filter((id) => id !== entry.id), ...(on ? [entry.id] : [])])}
          />
        ))}
      </ul>
      <div className={styles.buttons}>
        {children}
        <Button icon={Search} disabled={both.length !== 2} onClick={compare}>
          {t('compareChosen')}
        </Button>
        <Button
          icon={Download}
          disabled={!entries?.length}
          onClick={() =>
            save(exported(entries ?? []), `plumbline_gallery_${new Date().toISOString().slice(0, 10)}.json`)
          }
        >
          {t('exportAll')}
        </Button>
        <Import />
        <Button look="quiet" onClick={() => showDialog('board')}>
          {t('board')}
        </Button>
      </div>
    </>
  );
}

function Entry({ entry, picked, pick }: { entry: GalleryEntry; picked: boolean; pick: (on: boolean) => void }) {
  const { id, finding, thumbnail } = entry;
  const { model, adapter } = foundOn(finding);
  const title = t('opened', { headline: headline(finding), model: model.name });
  const open = () => {
    void sharing.getState().show([finding]);
    showDialog('finding');
  };
  return (
    <li className={grid.entry}>
      <img src={thumbnail} alt="" width={360} height={189} />
      <h3>{title}</h3>
      <p className={styles.note}>
        {t('entryFacts', { adapter: adapterName(adapter), time: finding.made.date.slice(0, 16).replace('T', ' ') })}
      </p>
      <div className={styles.buttons}>
        <Button onClick={open} aria-label={t('openIt', { title })}>
          {t('open')}
        </Button>
        <label className={grid.pick}>
          <input
            type="checkbox"
            className={grid.check}
            checked={picked}
            onChange={({ target }) => pick(target.checked)}
          />
          {t('compare')}
        </label>
        <IconButton label={t('deleteIt', { title })} icon={Trash2} onClick={() => void gallery.getState().remove(id)} />
      </div>
    </li>
  );
}

function Import() {
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const take = async (file: File) => {
    const added = await gallery.getState().takeIn(file);
    setSaid(added === null ? '' : t('imported', { count: added }));
  };
  return (
    <>
      <input
        ref={input}
        className={styles.hidden}
        type="file"
        accept="application/json,.json"
        aria-label={t('exportedGallery')}
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = '';
          if (file) void take(file);
        }}
      />
      <Button icon={Upload} onClick={() => input.current?.click()}>
        {t('import')}
      </Button>
      <output className={styles.done}>{said}</output>
    </>
  );
}
