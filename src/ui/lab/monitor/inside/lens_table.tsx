import { short } from '../../../../format.ts';
import type { TokenLens } from '../../../../worker/api.ts';
import { probability, visible } from '../../../../findings/copy/odds.ts';
import { Wide } from '../../../controls/wide.tsx';
import styles from './inside.module.css';
import { t } from '../../../../strings/live/t.ts';

/** What each layer would say next, the last layer first: the likeliest tokens, tinted by their probability. */
export function LensTable({ lens: { layers, gpuMs } }: { lens: TokenLens }) {
  const final = layers.at(-1)!.likeliest[0]?.id;
  const columns = Math.max(...layers.map(({ likeliest }) => likeliest.length));
  return (
    <>
      <Wide label={t('lensTable')}>
        <table className={styles.lens} aria-label={t('lensName')}>
          <thead>
            <tr>
              <th scope="col">{t('layer')}</th>
              <th scope="col">{t('likeliest')}</th>
              {Array.from({ length: columns - 1 }, (_, n) => (
                <th key={n} scope="col">
                  {n + 2}
                </th>
              ))}
              <th scope="col">{t('entropy')}</th>
            </tr>
          </thead>
          <tbody>
            {layers
              .map(({ likeliest, entropy }, layer) => (
                // oxlint-disable-next-line react/no-array-index-key
                <tr key={layer}>
                  <th scope="row">{layer}</th>
                  {Array.from({ length: columns }, (_, n) => likeliest[n]).map((token, n) => (
                    // oxlint-disable-next-line react/no-array-index-key
                    <td key={n} data-final={token?.id === final || undefined}>
                      {token && (
                        <span
                          className={styles.token}
                          style={{ '--share': `${Math.round(60 * token.share)}%` } as React.CSSProperties}
                          title={probability(token.share)}
                        >
                          {visible(token.name)}
                        </span>
                      )}
                    </td>
                  ))}
                  <td>{short(entropy)}</td>
                </tr>
              ))
              .toReversed()}
          </tbody>
        </table>
      </Wide>
      <p className={styles.small}>
        {t('lensLegend')} {gpuMs !== null && t('lensTook', { ms: gpuMs.toFixed(2) })}
      </p>
    </>
  );
}
