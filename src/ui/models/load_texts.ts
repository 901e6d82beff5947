import type { KeptModel } from '../../library/contract.ts';
import { addressOf } from '../../store/last_model/loader.ts';
import type { Loading } from '../../store/engine/loading.ts';
import { bytes, bytesPerSecond, duration } from '../../format.ts';

/** What is being done, and for weights, where they come from. */
export function stageInWords({ progress, location, cancelled }: Loading, kept: KeptModel | null): string {
  if (cancelled) return 'Cancelling';
  if (!progress) return 'Reading what it is';
  if (progress.stage === 'kernels') return 'Preparing kernels';
  if (kept?.state === 'ready') return 'Weights to the GPU, from this device';
  if (kept?.state === 'queued' || kept?.state === 'downloading') return 'Weights to the GPU, as they are downloaded';
  return addressOf(location) ? 'Weights to the GPU, from the network' : 'Weights to the GPU';
}

/** The share of the bytes that is loaded; null while nobody knows how many there are. */
export function shareLoaded({ progress }: Loading): number | null {
  return progress && progress.totalBytes > 0 ? progress.bytes / progress.totalBytes : null;
}

/** Bytes, rate and the time that is left, as far as they are known. */
export function loadFigures(loading: Loading): string {
  const { progress, bytesPerSecond: rate } = loading;
  if (shareLoaded(loading) === null || !progress) return '';
  const figures = [`${bytes(progress.bytes)} of ${bytes(progress.totalBytes)}`];
  if (progress.stage === 'weights' && rate !== null) {
    figures.push(bytesPerSecond(rate));
    const left = ((progress.totalBytes - progress.bytes) / rate) * 1000;
    if (rate > 0 && left > 1000) figures.push(`${duration(left)} left`);
  }
  return figures.join(', ');
}
