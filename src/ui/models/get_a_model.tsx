import type { Failure } from '../../result.ts';
import { Catalogue } from './catalogue/catalogue.tsx';
import { Refused } from './sources/refused.tsx';
import { Sources } from './sources/sources.tsx';
import { useChoice } from '../../store/hooks.ts';
import styles from './models.module.css';

/** The id of the heading, which can be given the focus. */
export const getAModel = 'get-a-model';

/** The ways to a model that is not here yet, or in a folder. */
export function GetAModel({ refusal }: { refusal: Failure | null }) {
  const busy = useChoice(({ choice }) => choice.at === 'inspecting');
  return (
    <section className={styles.get} aria-labelledby={getAModel}>
      <h3 id={getAModel} tabIndex={-1}>
        Get a model
      </h3>
      {refusal && <Refused failure={refusal} />}
      <Catalogue busy={busy} />
      <Sources busy={busy} />
    </section>
  );
}
