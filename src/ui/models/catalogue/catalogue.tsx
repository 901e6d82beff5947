import { useState } from 'react';
import { sizes } from '../../../catalogue/sizes.ts';
import { recommend } from '../../../catalogue/recommend.ts';
import { count } from '../../../format.ts';
import type { Choice } from '../../../store/engine/choice.ts';
import { contextChoices, defaultContext } from '../../../store/engine/context.ts';
import { Field } from '../../controls/field.tsx';
import styles from './catalogue.module.css';
import { SizeCard } from './size_card.tsx';
import { useGpuRoom } from './use_gpu_room.ts';
import { t } from '../../../strings/models/t.ts';

/** The least that any of them was trained for. */
const maxContext = 32_768;

interface Props {
  busy: boolean;
  refused: Extract<Choice, { at: 'refused' }> | null;
}

/** The models that Qwen publishes, and what each takes on this GPU. */
export function Catalogue({ busy, refused }: Props) {
  const gpu = useGpuRoom();
  const [context, setContext] = useState(() => defaultContext(maxContext));
  const recommended = gpu && recommend(context, gpu, gpu.onCpu);
  return (
    <section className={styles.catalogue} aria-label={t('catalogue')}>
      <div className={styles.head}>
        <h4>{t('byQwen')}</h4>
        <Field label={t('forContext')}>
          {(ids) => (
            <select {...ids} value={context} onChange={(event) => setContext(Number(event.target.value))}>
              {contextChoices(maxContext).map((size) => (
                <option key={size} value={size}>
                  {t('tokens', { count: count(size) })}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <ul className={styles.cards}>
        {sizes.map((size) => (
          <SizeCard
            key={size}
            size={size}
            context={context}
            gpu={gpu}
            recommended={recommended?.model.size === size ? recommended : null}
            busy={busy}
            refused={refused}
          />
        ))}
      </ul>
    </section>
  );
}
