import type { ReactNode } from 'react';
import { useConversation } from '../../store/hooks.ts';
import { useInspecting } from '../../store/hooks_on_demand.ts';
import { scaleEnds, tintName, tints, type Tint } from '../../findings/token/tint.ts';
import { inspecting } from '../../store/stores_on_demand.ts';
import { count } from '../../format.ts';
import { samplingInWords } from '../chat/message/in_words.ts';
import type { OddsProgress, SamplingSettings } from '../../worker/api.ts';
import { Field } from '../controls/field.tsx';
import { Progress } from '../controls/progress.tsx';
import styles from './inspector.module.css';
import { TokenDetails } from './token_details.tsx';
import { TokenText } from './token_text.tsx';
import { t } from '../../strings/inspect/t.ts';

/** An answer's tokens: in place of its text while it is inspected. */
export function Inspector() {
  const { odds, other, progress, failure, at, tint } = useInspecting((state) => state);
  return (
    <section className={styles.inspector} aria-label={t('tokens')}>
      <div className={styles.bar}>
        <Field label={t('tint')}>
          {(ids) => (
            <select
              {...ids}
              value={tint}
              disabled={progress !== null}
              onChange={(event) =>
                void inspecting.getState().tintBy(tints.find((name) => name === event.target.value)!)
              }
            >
              {tints.map((name) => (
                <option key={name} value={name}>
                  {tintName(name)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {tint !== 'none' && <Scale tint={tint} />}
      </div>
      {progress && <Replaying progress={progress} />}
      {failure && <p className={styles.failure}>{failure.message}</p>}
      {odds && (
        <>
          <TokenText odds={odds} other={other} tint={tint} at={at} />
          {at === null ? (
            <p className={styles.hint}>{t('hint')}</p>
          ) : (
            <TokenDetails odds={odds} other={other} at={at} tint={tint} />
          )}
          <Sampling sampling={odds.sampling} />
        </>
      )}
    </section>
  );
}

function Replaying({ progress: { done, total } }: { progress: OddsProgress }) {
  return (
    <div className={styles.replaying} role="status">
      <span>{t('replaying', { done: count(done), total: count(total) })}</span>
      <Progress label={t('replayed')} done={total === 0 ? null : done / total} />
    </div>
  );
}

function Scale({ tint }: { tint: Exclude<Tint, 'none'> }) {
  const [none, full] = scaleEnds(tint);
  return (
    <p className={styles.scale} data-tint={tint} aria-label={t('scale', { none, full })} role="img">
      <span>{none}</span>
      <span className={styles.ramp} />
      <span>{full}</span>
    </p>
  );
}

const before = (name: ReactNode[]) => <em key="before">{name}</em>;
const after = (name: ReactNode[]) => <em key="after">{name}</em>;

/** What stands between the figures before and after. */
function Sampling({ sampling }: { sampling: SamplingSettings }) {
  const answer = useInspecting((state) => state.answer);
  const stored = useConversation(({ tree }) => {
    const message = answer === null ? undefined : tree.nodes[answer]?.message;
    return message?.role === 'assistant' && message.sampling !== undefined;
  });
  return (
    <p className={styles.hint}>
      {t('sampling', { sampling: samplingInWords(sampling), before, after })} {!stored && t('samplingUnknown')}
    </p>
  );
}
