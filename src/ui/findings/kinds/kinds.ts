import type { KindName } from '../../../findings/kinds/kinds.ts';
import { bench } from './bench.tsx';
import { diagnosis } from './diagnosis.tsx';
import type { KindOnPage } from './kind.ts';
import { ownKernel } from './own_kernel.tsx';
import { token } from './token.tsx';

const kinds: { [K in KindName]: KindOnPage<K> } = {
  diagnosis,
  bench,
  live: token,
  kernel: ownKernel,
};

/** How the page shows what is of this kind. That all of it is of one kind, whoever calls knows and types do not say. */
export function onPage({ kind }: { kind: KindName }): KindOnPage<KindName> {
  return kinds[kind] as unknown as KindOnPage<KindName>;
}
