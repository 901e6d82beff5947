import { useState } from 'react';
import { fitOf, gpuBytes, type GpuRoom } from '../../../catalogue/fits.ts';
import { footprintOf } from '../../../catalogue/footprint.ts';
import { formatOf, type PublishedFormat } from '../../../catalogue/formats.ts';
import { models } from '../../../catalogue/models.ts';
import { selectionFor, type Recommendation } from '../../../catalogue/recommend.ts';
import type { Size } from '../../../catalogue/sizes.ts';
import { bytes } from '../../../format.ts';
import type { Choice } from '../../../store/engine/choice.ts';
import { useLibrary } from '../../../store/hooks.ts';
import { keptFrom } from '../../../store/library/find.ts';
import { sameLocation } from '../../../vocabulary/checkpoint_sources.ts';
import { weightChoices, type WeightChoice } from '../../../vocabulary/weight_choice.ts';
import { Button } from '../../controls/button.tsx';
import { inspect } from '../sources/inspect.ts';
import { Refused } from '../sources/refused.tsx';
import styles from './catalogue.module.css';
import { t } from '../../../strings/models/t.ts';

interface Props {
  size: Size;
  context: number;
  /** Null while there is no GPU. */
  gpu: GpuRoom | null;
  recommended: Recommendation | null;
  busy: boolean;
  refused: Extract<Choice, { at: 'refused' }> | null;
}

const verdicts = { yes: 'fits', unknown: 'mayNotFit', no: 'fitsNot' } as const;
/** Where nothing is known yet, the smallest form is shown. */
const nothingKnown: GpuRoom = {
  maxBindingBytes: Infinity,
  multipliesMatrices: false,
  loadedBytes: 0,
  failedBytes: null,
  machineBytes: 0,
};

/** The models of one size: which one, in which form, what it takes, and whether it fits. */
export function SizeCard({ size, context, gpu, recommended, busy, refused }: Props) {
  const ofSize = models.filter((model) => model.size === size);
  const [name, setName] = useState(ofSize[0]!.name);
  const [format, setFormat] = useState<PublishedFormat | null>(null);
  const [rounded, setRounded] = useState<WeightChoice | null>(null);
  const model = ofSize.find((each) => each.name === name)!;
  const suggested = selectionFor(model, context, gpu ?? nothingKnown);
  const edition = model.editions.find((each) => each.format === format) ?? suggested.edition;
  const footprint = footprintOf(model, edition);
  const offered = weightChoices.filter((choice) => footprint.weights[choice] !== undefined);
  const wanted = rounded ?? (edition === suggested.edition ? suggested.weights : 'stored');
  const weights = offered.includes(wanted) ? wanted : 'stored';
  const fit = gpu && fitOf(footprint, { weights, context }, gpu);
  const kept = useLibrary(({ library }) => keptFrom(library, edition.address)?.state === 'ready');
  const taken = {
    gpu: bytes(gpuBytes(footprint, { weights, context }, gpu ?? nothingKnown)),
    why: fit && fit.fits !== 'yes' ? fit.why : '',
  };
  const isRefused = refused !== null && sameLocation(edition.address, refused.location);
  return (
    <li className={styles.card} aria-label={size}>
      <div className={styles.title}>
        <strong>{size}</strong>
        {recommended && <span className={styles.mark}>{t('recommended')}</span>}
        {fit && <span data-fits={fit.fits}>{t(verdicts[fit.fits])}</span>}
      </div>
      {recommended && <p>{recommended.why}</p>}
      <div className={styles.choices}>
        <select aria-label={t('modelOf', { size })} value={name} onChange={(event) => setName(event.target.value)}>
          {ofSize.map((each) => (
            <option key={each.name}>{each.name}</option>
          ))}
        </select>
        <select
          aria-label={t('formatOf', { size })}
          value={edition.format}
          onChange={(event) => setFormat(event.target.value as PublishedFormat)}
        >
          {model.editions.map((each) => (
            <option key={each.format} value={each.format}>
              {formatOf(each.format).label}
            </option>
          ))}
        </select>
        {offered.length > 1 && (
          <select
            aria-label={t('weightsOf', { size })}
            value={weights}
            onChange={(event) => setRounded(event.target.value as WeightChoice)}
          >
            {offered.map((choice) => (
              <option key={choice} value={choice}>
                {t(choice)}
              </option>
            ))}
          </select>
        )}
        <Button
          look={recommended ? 'primary' : 'plain'}
          aria-label={t('getIt', { name })}
          disabled={busy}
          onClick={() => inspect(edition.address, { context, weights, cache: 'f32' })}
        >
          {t('get')}
        </Button>
      </div>
      <p>{kept ? t('takesKept', taken) : t('takes', { ...taken, download: bytes(footprint.download) })}</p>
      {isRefused && <Refused failure={refused.failure} />}
    </li>
  );
}
