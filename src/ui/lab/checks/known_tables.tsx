import { CircleCheck, TriangleAlert } from 'lucide-react';
import { count, listed, short } from '../../../format.ts';
import type { KnownPosition, KnownReport, WeightChoice } from '../../../worker/api.ts';
import { visible } from '../../inspect/words.ts';
import styles from './checks.module.css';
import { knownInWords } from './words.ts';

/** The verdict first, then every position and every stage. */
export function KnownTables({ report, weights }: { report: KnownReport; weights: WeightChoice }) {
  const { bad, positions, stages, absent, unknown, generated, tolerances } = report;
  const Icon = bad ? TriangleAlert : CircleCheck;
  return (
    <div className={styles.report} role="group" aria-label="Compared with known answers">
      <h3 data-bad={bad}>
        <Icon size={18} aria-hidden />
        {knownInWords(report)}
      </h3>
      <p className={styles.small}>
        {report.name}
        {report.source !== null && `, by ${report.source}`}; {count(report.tokens)} tokens, {report.set} kernels.
        {weights !== 'stored' && ` The weights are held in ${weights}: the answers are for stored weights.`}
      </p>
      {positions.length > 0 && <Positions positions={positions} tolerances={tolerances} />}
      {stages.length > 0 && (
        <details>
          <summary>Stages: rms(error) / rms(known), at most {short(tolerances.stage)}</summary>
          <table className={styles.table} aria-label="Stages">
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
          {generated.bad ? 'Another continuation: ' : 'The same continuation: '}
          <q>{generated.here.map(({ name }) => name).join('')}</q>
          {generated.bad && (
            <>
              ; known is <q>{generated.known.map(({ name }) => name).join('')}</q>
            </>
          )}
        </p>
      )}
      {absent.length > 0 && (
        <p className={styles.small}>
          Inside fused kernels, and not compared: {count(absent.length)} of the stages. Reference kernels compute them
          all.
        </p>
      )}
      {unknown.length > 0 && <p className={styles.small}>Not compared: {listed(unknown.slice(0, 8))}.</p>}
    </div>
  );
}

interface PositionsProps {
  positions: readonly KnownPosition[];
  tolerances: KnownReport['tolerances'];
}

function Positions({ positions, tolerances }: PositionsProps) {
  const [hasLogits, hasMeans] = [positions.some(({ logits }) => logits), positions.some(({ mean }) => mean)];
  return (
    <div className={styles.scroll} role="group" aria-label="Table of positions" tabIndex={0}>
      <table className={styles.table} aria-label="Positions">
        <thead>
          <tr>
            <th scope="col">token</th>
            {hasLogits && (
              <>
                <th scope="col" title={`At most ${short(tolerances.stage)}`}>
                  error
                </th>
                <th scope="col">KL</th>
                <th scope="col">next, known</th>
                <th scope="col">here</th>
              </>
            )}
            {hasMeans && (
              <>
                <th scope="col">mean, known</th>
                <th scope="col" title={`Off by at most ${tolerances.mean}, and as much of it`}>
                  here
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
