import { ImageUp } from 'lucide-react';
import { useRef, type ComponentProps } from 'react';
import { sharing } from '../../../store/stores.ts';
import { Button } from '../../controls/button.tsx';
import { showDialog } from '../../view/view.ts';
import styles from '../findings.module.css';

/** Opens the pictures of findings that a person chooses from the device. */
export function OpenPicture({ look }: Pick<ComponentProps<typeof Button>, 'look'>) {
  const input = useRef<HTMLInputElement>(null);
  const take = (files: File[]) => {
    if (files.length === 0) return;
    void sharing.getState().take(files);
    showDialog('finding');
  };
  return (
    <>
      <input
        ref={input}
        className={styles.hidden}
        type="file"
        accept="image/*"
        multiple
        aria-label="Pictures of findings"
        onChange={({ target }) => {
          take([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      <Button {...(look && { look })} icon={ImageUp} onClick={() => input.current?.click()}>
        Open a finding
      </Button>
    </>
  );
}
