import { Maximize2 } from 'lucide-react';
import { showDialog } from '../../view/view.ts';
import { IconButton } from '../../controls/button.tsx';
import panel from '../../lab/panel.module.css';
import { OpenPicture } from '../open/open_picture.tsx';
import { Gallery } from './gallery.tsx';
import grid from './gallery.module.css';
import { t } from '../../../strings/sharing/t.ts';

/** The Findings tab: a place for what others found, and for what is kept in this browser. */
export function Findings() {
  return (
    <div className={panel.panel}>
      <section className={grid.open} aria-label={t('open')}>
        <p>{t('findingsHint')}</p>
        <OpenPicture look="primary" />
      </section>
      <div className={grid.title}>
        <h2>{t('keptHere')}</h2>
        <IconButton label={t('openGallery')} icon={Maximize2} onClick={() => showDialog('gallery')} />
      </div>
      <Gallery />
    </div>
  );
}
