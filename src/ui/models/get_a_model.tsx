import { useChoice } from '../../store/hooks.ts';
import { useHubSearch } from '../../store/hooks_on_demand.ts';
import { Catalogue } from './catalogue/catalogue.tsx';
import { HubSearch } from './catalogue/hub_search.tsx';
import styles from './models.module.css';
import { Sources } from './sources/sources.tsx';
import { t } from '../../strings/models/t.ts';

/** The id of the heading, which can be given the focus. */
export const getAModel = 'get-a-model';

/** The ways to a model that is not here yet, or in a folder. A refusal stands beside what was pressed. */
export function GetAModel() {
  const choice = useChoice((state) => state.choice);
  const search = useHubSearch((state) => state.search);
  const busy = choice.at === 'inspecting';
  const refused = choice.at === 'refused' ? choice : null;
  const id = refused?.location.kind === 'hub' ? refused.location.id : null;
  const wasFound = search.at === 'found' && search.models.some((model) => model.id === id);
  const from = refused?.wanted ? 'catalogue' : wasFound ? 'search' : 'sources';
  return (
    <section className={styles.get} aria-labelledby={getAModel}>
      <h3 id={getAModel} tabIndex={-1}>
        {t('getAModel')}
      </h3>
      <Catalogue busy={busy} refused={from === 'catalogue' ? refused : null} />
      <HubSearch busy={busy} refused={from === 'search' ? refused : null} />
      <Sources busy={busy} refused={from === 'sources' ? refused : null} />
    </section>
  );
}
