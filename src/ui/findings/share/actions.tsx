import { asCsv } from '../../../findings/export/csv.ts';
import { asJson } from '../../../findings/export/json.ts';
import { Check, Copy, Download, Images, Link, Share2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Finding } from '../../../findings/format/finding.ts';
import { linkTo } from '../../../findings/link/told.ts';
import { pictureName } from '../../../findings/picture/make.ts';
import { asMarkdown } from '../../../findings/export/markdown.ts';
import { gallery } from '../../../store/findings/gallery.ts';
import { Button } from '../../controls/button.tsx';
import { save } from '../save.ts';
import styles from '../findings.module.css';
import { pageAddress, type Picture } from './use_picture.ts';
import { t } from '../../../strings/sharing/t.ts';

interface Props {
  finding: Finding;
  /** Null while it is being drawn. */
  picture: Picture | null;
}

/** Everything that can be done with a finding. */
export function Actions({ finding, picture }: Props) {
  const [done, setDone] = useState<{ text: string; well: boolean } | null>(null);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(null), 6000);
    return () => clearTimeout(timer);
  }, [done]);
  const name = pictureName(finding);
  const link = () => linkTo(finding, pageAddress());
  const file = picture && new File([picture.blob], name, { type: 'image/png' });
  const asText = (text: string, type: string, ending: string) =>
    save(new Blob([text], { type }), name.replace(/png$/, ending));
  const copy = async (write: () => Promise<void>, text: string) => {
    try {
      await write();
      setDone({ text, well: true });
    } catch {
      setDone({ text: t('clipboardRefused'), well: false });
    }
  };
  const keep = async () => {
    const kept = await gallery.getState().keep(finding);
    setDone({ text: kept ? t('keptInGallery') : (gallery.getState().failure ?? ''), well: kept });
  };
  const copyText = (text: string, said: string) => void copy(() => navigator.clipboard.writeText(text), said);
  const copyPicture = () =>
    void copy(() => navigator.clipboard.write([new ClipboardItem({ 'image/png': picture!.blob })]), t('pictureCopied'));
  return (
    <>
      <div className={styles.buttons}>
        <Button look="primary" icon={Download} disabled={!picture} onClick={() => picture && save(picture.blob, name)}>
          {t('downloadPicture')}
        </Button>
        <Button icon={Copy} disabled={!picture} onClick={copyPicture}>
          {t('copyPicture')}
        </Button>
        {file && navigator.canShare?.({ files: [file] }) && (
          // Cancelling the browser's own share sheet is not a failure.
          <Button icon={Share2} onClick={() => void navigator.share({ files: [file] }).catch(() => {})}>
            {t('shareWith')}
          </Button>
        )}
        <Button icon={Link} onClick={() => copyText(link(), t('linkCopied'))}>
          {t('copyLink')}
        </Button>
        <Button icon={Images} onClick={() => void keep()}>
          {t('keepInGallery')}
        </Button>
        <output className={styles.done}>
          {done?.well && <Check size={16} aria-hidden />}
          {done?.text}
        </output>
      </div>
      <div className={styles.buttons} role="group" aria-label={t('data')}>
        <span className={styles.note}>{t('dataOf')}</span>
        <Button look="quiet" icon={Copy} onClick={() => copyText(asMarkdown(finding, link()), t('markdownCopied'))}>
          Markdown
        </Button>
        <Button look="quiet" icon={Download} onClick={() => asText(asCsv(finding), 'text/csv', 'csv')}>
          CSV
        </Button>
        <Button look="quiet" icon={Download} onClick={() => asText(asJson(finding), 'application/json', 'json')}>
          JSON
        </Button>
      </div>
    </>
  );
}
