import { probability, visible } from '../../../../findings/copy/odds.ts';
import { percent, short } from '../../../../format.ts';
import { pooled } from '../../../../store/lab/agreement.ts';
import type { ComparedByIds } from '../../../../store/lab/jobs/comparing.ts';
import type { Bounds, ComparedToken } from '../../../../worker/api.ts';
import { t } from '../../../../strings/peers/t.ts';

/** One number where both bounds read alike, and the upper one where the lower is next to nothing. */
export function klInWords({ low, high }: Bounds): string {
  const [least, most] = [short(low), short(high)];
  if (least === most) return least;
  return low < high / 100 ? t('atMost', { high: most }) : t('between', { low: least, high: most });
}

/** How a peer compares, in sentences, the verdict first. */
export function besideInWords(report: ComparedByIds): string[] {
  const { peer, onOurs, onTheirs, samePrompt, promptTokens: count } = report;
  const { agreement, mean, p999, max, same, places, untold } = pooled(onTheirs ? [onOurs, onTheirs] : [onOurs]);
  const prompt =
    samePrompt === null ? t('unknownIds', { count }) : samePrompt ? t('sameIds', { count }) : t('otherIds');
  return [
    t(agreement, { label: peer.label, kl: klInWords(mean) }),
    t('places', { same, places, max: klInWords(max), p999: klInWords(p999) }),
    partingInWords(report),
    prompt,
    ...(klInWords(mean) === short(mean.low) ? [] : [t('untold', { share: percent(untold) })]),
  ];
}

/** Where the continuations part, with the probabilities of both candidates in both engines. */
function partingInWords({ onOurs, onTheirs, alike, parted }: ComparedByIds): string {
  const here = onOurs.positions[alike]?.given;
  const there = onTheirs?.positions[alike]?.given;
  if (!parted || !here || !there) return t('goOnAlike', { count: alike });
  const told = ({ there: share }: ComparedToken) => (share === null ? t('untoldOne') : probability(share));
  return t('part', {
    at: alike + 1,
    here: visible(here.name),
    there: visible(there.name),
    hereHere: probability(here.here),
    hereThere: told(here),
    thereHere: probability(there.here),
    thereThere: told(there),
  });
}
