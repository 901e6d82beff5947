import type { KeptModel } from '../../library/contract.ts';
import { addressOf } from '../../store/last_model/loader.ts';
import type { Loading } from '../../store/engine/loading.ts';
import { bytes, bytesPerSecond, duration } from '../../format.ts';
import { t } from '../../strings/page/t.ts';

/** What is being done, and for weights, where they come from. */
export function stageInWords({ progress, location, cancelled }: Loading, kept: KeptModel | null): string {
  if (cancelled) return t('cancelling');
  if (!progress) return t('readingConfig');
  if (progress.stage === 'kernels') return t('compilingKernels');
  if (kept?.state === 'ready') return t('weightsFromDevice');
  if (kept?.state === 'queued' || kept?.state === 'downloading') return t('weightsAsDownloaded');
  return addressOf(location) ? t('weightsFromNetwork') : t('weightsToGpu');
}

/** The share of the bytes that is loaded; null while nobody knows how many there are. */
export function shareLoaded({ progress }: Loading): number | null {
  return progress && progress.totalBytes > 0 ? progress.bytes / progress.totalBytes : null;
}

/** Bytes, rate and the time that is left, as far as they are known. */
export function loadFigures(loading: Loading): string {
  const { progress, bytesPerSecond: rate } = loading;
  if (shareLoaded(loading) === null || !progress) return '';
  let figures = t('bytesOf', { done: bytes(progress.bytes), all: bytes(progress.totalBytes) });
  if (progress.stage === 'weights' && rate !== null) {
    figures += t('atRate', { rate: bytesPerSecond(rate) });
    const left = ((progress.totalBytes - progress.bytes) / rate) * 1000;
    if (rate > 0 && left > 1000) figures += t('timeLeft', { time: duration(left) });
  }
  return figures;
}
