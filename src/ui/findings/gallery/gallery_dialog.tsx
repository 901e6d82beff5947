import { Dialog } from '../../controls/dialog.tsx';
import { OpenPicture } from '../open/open_picture.tsx';
import { Gallery } from './gallery.tsx';
import { t } from '../../../strings/sharing/t.ts';

/** The gallery with the room of the window, at an address of its own. */
export function GalleryDialog() {
  return (
    <Dialog title={t('gallery')} description={t('galleryDescription')} place="wide">
      <Gallery>
        <OpenPicture />
      </Gallery>
    </Dialog>
  );
}
