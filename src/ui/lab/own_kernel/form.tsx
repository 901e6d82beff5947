import { useEffect, useRef, useState, type RefObject } from 'react';
import { t } from '../../../strings/own_kernel/t.ts';
import { listed } from '../../../strings/localized.ts';
import { useEngine } from '../../../store/hooks.ts';
import { useOwnKernel } from '../../../store/hooks_on_demand.ts';
import { ownKernel } from '../../../store/stores_on_demand.ts';
import type { KernelOnFile } from '../../../worker/api.ts';
import { Button } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import panel from '../panel.module.css';
import { useFree, WhyNot } from '../why_not.tsx';
import styles from './own_kernel.module.css';

/** The kernels to start from, the text, and the button that tries it. */
export function Form({ editor }: { editor: RefObject<HTMLTextAreaElement | null> }) {
  const model = useEngine((engine) => engine.model);
  const free = useFree();
  const { text, onFile, running } = useOwnKernel((state) => state);
  const [chosen, choose] = useState('');
  const [before, setBefore] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => void (model && ownKernel.getState().list()), [model]);
  const { write } = ownKernel.getState();
  const kernel = onFile?.find(({ name }) => name === chosen) ?? onFile?.find(({ name }) => name === 'product_add');
  const start = ({ text: its }: KernelOnFile) => {
    // What somebody has written is not thrown away.
    if (text !== '' && !onFile!.some((each) => each.text === text)) setBefore(text);
    write(its);
  };
  return (
    <form
      className={styles.form}
      aria-label={t('title')}
      onSubmit={(event) => {
        event.preventDefault();
        void ownKernel.getState().run();
      }}
    >
      <div className={styles.row}>
        <Field label={t('onFile')}>
          {(ids) => (
            <select {...ids} value={kernel?.name ?? ''} onChange={(event) => choose(event.target.value)}>
              {onFile?.map(({ name, runs }) => (
                <option key={name} value={name}>
                  {t('option', { name, steps: listed([...new Set(runs.map(({ step }) => step))]) })}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Button disabled={!kernel} onClick={() => kernel && start(kernel)}>
          {t('startFrom')}
        </Button>
      </div>
      <Field label={t('text')} hint={t('hint')}>
        {(ids) => (
          <textarea
            {...ids}
            ref={editor}
            className={styles.text}
            value={text}
            rows={14}
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            wrap="off"
            onChange={(event) => write(event.target.value)}
          />
        )}
      </Field>
      <div className={panel.buttons}>
        <Button type="submit" look="primary" disabled={!free || text.trim() === ''}>
          {running ? t('trying') : t('try')}
        </Button>
        <Button onClick={() => input.current!.click()}>{t('openFile')}</Button>
        {before !== null && before !== text && (
          <Button look="quiet" onClick={() => write(before)}>
            {t('back')}
          </Button>
        )}
        <input
          ref={input}
          type="file"
          accept=".wgsl"
          aria-label={t('file')}
          hidden
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file) void ownKernel.getState().open(file);
            // The same file may be chosen again.
            target.value = '';
          }}
        />
        <WhyNot />
      </div>
    </form>
  );
}
