import type { FoundModel } from '../../../catalogue/found_models.ts';
import { count } from '../../../format.ts';
import type { Choice } from '../../../store/engine/choice.ts';
import { useHubAccess } from '../../../store/hooks.ts';
import { useHubSearch } from '../../../store/hooks_on_demand.ts';
import { Button } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import { inspect } from '../sources/inspect.ts';
import { Refused } from '../sources/refused.tsx';
import styles from './catalogue.module.css';
import { t } from '../../../strings/models/t.ts';

interface Props {
  busy: boolean;
  refused: Extract<Choice, { at: 'refused' }> | null;
}

/** Finds further models on the hub by name. */
export function HubSearch({ busy, refused }: Props) {
  const { query, search, type, stop } = useHubSearch((state) => state);
  const host = useHubAccess(({ hub }) => new URL(hub).host);
  return (
    <section className={styles.search} aria-label={t('search')}>
      <div className={styles.field}>
        <Field label={t('searchHost', { host })}>
          {(ids) => (
            <input
              {...ids}
              type="search"
              placeholder={t('searchExample')}
              spellCheck={false}
              value={query}
              onChange={(event) => type(event.target.value)}
            />
          )}
        </Field>
        {search.at === 'searching' && <Button onClick={stop}>{t('stop')}</Button>}
      </div>
      <output>
        {search.at === 'searching' && t('searching')}
        {search.at === 'failed' && search.message}
        {search.at === 'found' && search.models.length === 0 && t('noneFound')}
      </output>
      {search.at === 'found' && search.models.length > 0 && (
        <ul className={styles.found} aria-label={t('found')}>
          {search.models.map((model) => (
            <Found key={model.id} model={model} busy={busy} refused={refused} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Found({ model, busy, refused }: Props & { model: FoundModel }) {
  const { id, downloads } = model;
  const isRefused = refused?.location.kind === 'hub' && refused.location.id === id;
  return (
    <li>
      <div>
        <span>{id}</span>
        <small>{model.refused ?? t('downloads', { count: count(downloads) })}</small>
      </div>
      {model.refused === null && (
        <Button
          aria-label={t('getIt', { name: id })}
          disabled={busy}
          onClick={() => inspect({ kind: 'hub', id, revision: 'main' })}
        >
          {t('get')}
        </Button>
      )}
      {isRefused && <Refused failure={refused.failure} />}
    </li>
  );
}
