import type { Failure } from '../../../result.ts';
import { useChoice, useEngine } from '../../../store/hooks.ts';
import { narrowed } from '../../../vocabulary/checkpoint_sources.ts';
import { Button } from '../../controls/button.tsx';
import { showUp } from '../show_up.ts';
import styles from '../models.module.css';
import { t } from '../../../strings/models/t.ts';

/** Why a checkpoint was refused, that nothing has changed, and what can be chosen instead. */
export function Refused({ failure }: { failure: Failure }) {
  const model = useEngine((engine) => engine.model);
  const { choice, inspect } = useChoice((state) => state);
  return (
    <div ref={showUp} role="alert" className={styles.refused}>
      <p>{failure.message}</p>
      {choice.at === 'refused' && failure.choices && (
        <ul className={styles.choices}>
          {failure.choices.map((chosen) => (
            <li key={chosen}>
              <Button onClick={() => void inspect(narrowed(choice.location, chosen))}>{chosen}</Button>
            </li>
          ))}
        </ul>
      )}
      {model && <p>{t('stillLoaded', { name: model.name })}</p>}
    </div>
  );
}
