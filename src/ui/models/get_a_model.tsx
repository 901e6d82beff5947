import { Sources } from './sources/sources.tsx';
import { useChoice } from '../../store/hooks.ts';
import styles from './models.module.css';

/** The id of the heading, which can be given the focus. */
export const getAModel = 'get-a-model';

/** The ways to a model that is not here yet, or in a folder. */
export function GetAModel() {
  const choice = useChoice((state) => state.choice);
  return (
    <section className={styles.get} aria-labelledby={getAModel}>
      <h3 id={getAModel} tabIndex={-1}>
        Get a model
      </h3>
      <Sources busy={choice.at === 'inspecting'} refused={choice.at === 'refused' ? choice : null} />
    </section>
  );
}
