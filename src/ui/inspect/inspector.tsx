import { useConversation } from '../../store/hooks.ts';
import { useInspecting } from '../../store/hooks_on_demand.ts';
import { scaleEnds, tints, tintTexts, type Tint } from '../../findings/token/tint.ts';
import { inspecting } from '../../store/stores_on_demand.ts';
import { count } from '../../format.ts';
import { samplingInWords } from '../../vocabulary/sampling_settings.ts';
import type { OddsProgress, SamplingSettings } from '../../worker/api.ts';
import { Field } from '../controls/field.tsx';
import { Progress } from '../controls/progress.tsx';
import styles from './inspector.module.css';
import { TokenDetails } from './token_details.tsx';
import { TokenText } from './token_text.tsx';

/** An answer's tokens: in place of its text while it is inspected. */
export function Inspector() {
  const { odds, other, progress, failure, at, tint } = useInspecting((state) => state);
  return (
    <section className={styles.inspector} aria-label="Tokens of this answer">
      <div className={styles.bar}>
        <Field label="Tint">
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
                  {tintTexts[name]}
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
            <p className={styles.hint}>Press a token for its figures. Arrow keys go from one to the next.</p>
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
      <span>
        Running the answer again: {count(done)} of {count(total)} tokens
      </span>
      <Progress label="Tokens run again" done={total === 0 ? null : done / total} />
    </div>
  );
}

function Scale({ tint }: { tint: Exclude<Tint, 'none'> }) {
  const [none, full] = scaleEnds[tint];
  return (
    <p className={styles.scale} data-tint={tint} aria-label={`No tint is ${none}, the darkest ${full}`} role="img">
      <span>{none}</span>
      <span className={styles.ramp} />
      <span>{full}</span>
    </p>
  );
}

/** What stands between the figures before and after. */
function Sampling({ sampling }: { sampling: SamplingSettings }) {
  const answer = useInspecting((state) => state.answer);
  const stored = useConversation(({ tree }) => {
    const message = answer === null ? undefined : tree.nodes[answer]?.message;
    return message?.role === 'assistant' && message.sampling !== undefined;
  });
  return (
    <p className={styles.hint}>
      <em>Before</em> is what the model computed; <em>after</em> is what is sampled from: {samplingInWords(sampling)}.
      {!stored && ' An older version wrote this answer and did not store its settings: these are the present ones.'}
    </p>
  );
}
