import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { count, short } from '../../../format.ts';
import type { KnownPosition, KnownReport, WeightChoice } from '../../../worker/api.ts';
import { visible } from '../../../findings/copy/odds.ts';
import styles from './checks.module.css';
import { knownInWords } from './words.ts';
import { t } from '../../../strings/checks/t.ts';
import { listed } from '../../../strings/localized.ts';

const quoted = (key: string) => (text: ReactNode[]) => <q key={key}>{text}</q>;

/** The verdict first, then every position and every stage. `label` names it to screen readers. */
export function KnownTables({ report, weights, label }: { report: KnownReport; weights: WeightChoice; label: string }) {
  const { bad, positions, stages, absent, unknown, generated, tolerances } = report;
  const Icon = bad ? TriangleAlert : CircleCheck;
  return (
    <div className={styles.report} role="group" aria-label={label}>
      <h3 data-bad={bad}>
        <Icon size={18} aria-hidden />
        {knownInWords(report)}
      </h3>
      <p className={styles.small}>
        {factsOf(report)}
        {weights !== 'stored' && ` ${t('quantized', { weights })}`}
      </p>
      {positions.length > 0 && <Positions positions={positions} tolerances={tolerances} />}
      {stages.length > 0 && (
        <details>
          <summary>{t('stagesAtMost', { bound: short(tolerances.stage) })}</summary>
          <table className={styles.table} aria-label={t('stages')}>
            <tbody>
              {stages.map(({ name, error, bad: wrong }) => (
                <tr key={name} data-bad={wrong}>
                  <th scope="row">{name}</th>
                  <td>{short(error)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      {generated && (
        <p data-bad={generated.bad}>
          {t(generated.bad ? 'otherContinuation' : 'sameContinuation', {
            text: generated.here.map(({ name }) => name).join(''),
            expected: generated.known.map(({ name }) => name).join(''),
            here: quoted('here'),
            known: quoted('known'),
          })}
        </p>
      )}
      {absent.length > 0 && <p className={styles.small}>{t('absent', { count: count(absent.length) })}</p>}
      {unknown.length > 0 && <p className={styles.small}>{t('notCompared', { names: listed(unknown.slice(0, 8)) })}</p>}
    </div>
  );
}

function factsOf({ name, source, tokens, set }: KnownReport): string {
  const facts = { name, tokens: count(tokens), set };
  return source === null ? t('facts', facts) : t('factsBy', { ...facts, source });
}

interface PositionsProps {
  positions: readonly KnownPosition[];
  tolerances: KnownReport['tolerances'];
}

function Positions({ positions, tolerances }: PositionsProps) {
  const [hasLogits, hasMeans] = [positions.some(({ logits }) => logits), positions.some(({ mean }) => mean)];
  return (
    <div className={styles.scroll} role="group" aria-label={t('positionsTable')} tabIndex={0}>
      <table className={styles.table} aria-label={t('positions')}>
        <thead>
          <tr>
            <th scope="col">{t('token')}</th>
            {hasLogits && (
              <>
                <th scope="col" title={t('atMost', { bound: short(tolerances.stage) })}>
                  {t('error')}
                </th>
                <th scope="col">{t('kl')}</th>
                <th scope="col">{t('nextKnown')}</th>
                <th scope="col">{t('here')}</th>
              </>
            )}
            {hasMeans && (
              <>
                <th scope="col">{t('meanKnown')}</th>
                <th scope="col" title={t('meanBound', { bound: tolerances.mean })}>
                  {t('here')}
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {positions.map(({ position, name, logits, mean, bad }) => (
            <tr key={position} data-bad={bad}>
              <th scope="row">
                {position} <code>{visible(name)}</code>
              </th>
              {hasLogits && (
                <>
                  <td>{logits ? short(logits.error) : '–'}</td>
                  <td>{logits ? short(logits.kl) : '–'}</td>
                  <td>{logits && <code>{visible(logits.likeliest.known.name)}</code>}</td>
                  <td>{logits && <code>{visible(logits.likeliest.here.name)}</code>}</td>
                </>
              )}
              {hasMeans && (
                <>
                  <td>{mean ? mean.known.toFixed(4) : '–'}</td>
                  <td>{mean ? mean.here.toFixed(4) : '–'}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
