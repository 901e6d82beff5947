import { CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { probability, visible } from '../../../../findings/copy/odds.ts';
import { pooled } from '../../../../store/lab/agreement.ts';
import type { ComparedByIds, ComparedByText, PeerReport } from '../../../../store/lab/jobs/comparing.ts';
import { useSelfTest } from '../../../../store/hooks.ts';
import type { ComparedPosition, PeerComparison } from '../../../../worker/api.ts';
import checks from '../checks.module.css';
import styles from './beside.module.css';
import { besideInWords, klInWords } from './words.ts';
import { t } from '../../../../strings/peers/t.ts';

const icons = { same: CircleCheck, rounded: Info, other: TriangleAlert, open: Info };

/** The verdict first, then what it rests on. */
export function Report({ report }: { report: PeerReport }) {
  const { label, about, model } = report.peer;
  return (
    <div className={checks.report} role="group" aria-label={t('reportOf', { label })}>
      {report.by === 'ids' ? <ByIds report={report} /> : <ByText report={report} />}
      <p className={checks.small}>
        {model.name} · {about}
      </p>
    </div>
  );
}

function ByIds({ report }: { report: ComparedByIds }) {
  const { onOurs, onTheirs } = report;
  const whose = useSelfTest(({ at, suspects, check }) =>
    suspects.length > 0 || check?.reference.status === 'wrong'
      ? 'suspected'
      : at === 'checked'
        ? 'checked'
        : 'unchecked',
  );
  const { agreement } = pooled(onTheirs ? [onOurs, onTheirs] : [onOurs]);
  const Icon = icons[agreement];
  const [verdict, ...rest] = besideInWords(report);
  return (
    <>
      <h3 data-bad={agreement === 'other'}>
        <Icon size={18} aria-hidden />
        {verdict}
      </h3>
      {rest.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {agreement !== 'same' && <p>{t(whose)}</p>}
      <Places name={t('onOurs')} comparison={onOurs} />
      {onTheirs && <Places name={t('onTheirs')} comparison={onTheirs} />}
    </>
  );
}

function ByText({ report }: { report: ComparedByText }) {
  const { here, there, alike, parted, peer } = report;
  const Icon = parted ? Info : CircleCheck;
  return (
    <>
      <h3>
        <Icon size={18} aria-hidden />
        {parted ? t('otherText', { at: alike + 1, label: peer.label }) : t('sameText', { count: alike })}
      </h3>
      <dl className={styles.texts}>
        <dt>{t('thisPage')}</dt>
        <dd>{here}</dd>
        <dt>{peer.label}</dt>
        <dd>{there}</dd>
      </dl>
    </>
  );
}

/** Every token, with what both engines say of it and of its place. */
function Places({ name, comparison }: { name: string; comparison: PeerComparison }) {
  return (
    <details>
      <summary>{name}</summary>
      <div className={checks.scroll} role="group" aria-label={name} tabIndex={0}>
        <table className={checks.table}>
          <thead>
            <tr>
              <th scope="col">{t('givenToken')}</th>
              <th scope="col">{t('hereShort')}</th>
              <th scope="col">{t('thereShort')}</th>
              <th scope="col">{t('klShort')}</th>
              <th scope="col">{t('likeliestHere')}</th>
              <th scope="col">{t('likeliestThere')}</th>
            </tr>
          </thead>
          <tbody>
            {comparison.positions.map((place) => (
              <Place key={place.position} place={place} />
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function Place({ place: { given, likeliest, kl } }: { place: ComparedPosition }) {
  return (
    <tr data-bad={likeliest.here.id !== likeliest.there.id}>
      <th scope="row">
        <code>{visible(given.name)}</code>
      </th>
      <td>{probability(given.here)}</td>
      <td>{given.there === null ? '–' : probability(given.there)}</td>
      <td>{klInWords(kl)}</td>
      <td>
        <code>{visible(likeliest.here.name)}</code>
      </td>
      <td>
        <code>{visible(likeliest.there.name)}</code>
      </td>
    </tr>
  );
}
