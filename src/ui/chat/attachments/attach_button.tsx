import { Paperclip } from 'lucide-react';
import { useRef } from 'react';
import { composing } from '../../../store/stores.ts';
import { IconButton } from '../../controls/button.tsx';
import { focusMessage } from '../focus_message.ts';
import { t } from '../../../strings/chat/t.ts';

/** Attaches text files to the message. */
export function AttachButton() {
  const input = useRef<HTMLInputElement>(null);
  const picked = async () => {
    const files = [...(input.current!.files ?? [])];
    input.current!.value = ''; // the same file can be picked again
    focusMessage();
    await composing.getState().attachFiles(files);
  };
  return (
    <>
      <IconButton label={t('attach')} icon={Paperclip} onClick={() => input.current!.click()} />
      <input ref={input} type="file" multiple hidden aria-label={t('attachLabel')} onChange={() => void picked()} />
    </>
  );
}
