import { ImageUp } from 'lucide-react';
import { useRef, type ComponentProps } from 'react';
import { Button } from '../../controls/button.tsx';
import { takePictures } from '../take_pictures.ts';
import styles from '../findings.module.css';
import { t } from '../../../strings/sharing/t.ts';

/** Opens the pictures of findings that a person chooses from the device. */
export function OpenPicture({ look }: Pick<ComponentProps<typeof Button>, 'look'>) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        className={styles.hidden}
        type="file"
        accept="image/*"
        multiple
        aria-label={t('pictures')}
        onChange={({ target }) => {
          if (target.files?.length) void takePictures([...target.files]);
          target.value = '';
        }}
      />
      <Button {...(look && { look })} icon={ImageUp} onClick={() => input.current?.click()}>
        {t('openTitle')}
      </Button>
    </>
  );
}
