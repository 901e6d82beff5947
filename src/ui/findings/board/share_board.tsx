import { Copy, Download, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { boardMarkdown } from '../../../findings/board/markdown.ts';
import { boardPicture } from '../../../findings/board/picture.ts';
import { toldRow, type HeldRow } from '../../../findings/board/rows.ts';
import { Button } from '../../controls/button.tsx';
import { useShownTheme } from '../../theme/use_shown_theme.ts';
import { save } from '../save.ts';
import styles from '../findings.module.css';
import { t } from '../../../strings/board/t.ts';
import { t as sharing } from '../../../strings/sharing/t.ts';
import { board } from './board.ts';

/** The board as a picture that carries it, and as Markdown, in the order on show. */
export function ShareBoard({ rows }: { rows: readonly HeldRow[] }) {
  const theme = useShownTheme() === 'dark' ? 'dark' : 'light';
  const [said, setSaid] = useState('');
  const copy = async (write: () => Promise<void>, done: string) => {
    try {
      await write();
      setSaid(done);
    } catch {
      setSaid(sharing('clipboardRefused'));
    }
  };
  const picture = () => boardPicture(rows.map(toldRow), theme);
  const copyPicture = () => navigator.clipboard.write([new ClipboardItem({ 'image/png': picture() })]);
  return (
    <div className={styles.buttons}>
      <Button
        icon={Download}
        onClick={() =>
          void picture().then((blob) => save(blob, `plumbline_board_${new Date().toISOString().slice(0, 10)}.png`))
        }
      >
        {sharing('downloadPicture')}
      </Button>
      <Button icon={Copy} onClick={() => void copy(copyPicture, sharing('pictureCopied'))}>
        {sharing('copyPicture')}
      </Button>
      <Button
        icon={Copy}
        onClick={() =>
          void copy(() => navigator.clipboard.writeText(boardMarkdown(rows.map(toldRow))), sharing('markdownCopied'))
        }
      >
        {t('copyMarkdown')}
      </Button>
      <Button look="quiet" icon={Trash2} onClick={() => board.getState().clear()}>
        {t('clear')}
      </Button>
      <output className={styles.done}>{said}</output>
    </div>
  );
}
