import type { TracedTensor } from '../worker/api.ts';

/** Consecutive rows of a traced tensor, without the data. */
export type TensorRows = Omit<TracedTensor, 'data'>;

/** The folder that tensors are sent to, relative to the page. */
export const tensorFolder = 'tensors/';

/** The address that `rows` are sent to: `tensors/L0.q_norm?first=0&rows=24&shape=4,32`. */
export function tensorAddress({ name, firstRow, rows, shape }: TensorRows): string {
  return `${tensorFolder}${encodeURIComponent(name)}?first=${firstRow}&rows=${rows}&shape=${shape.join(',')}`;
}

/** Reads a {@link tensorAddress}. */
export function parseTensorAddress(address: string): TensorRows {
  const url = new URL(address, 'http://page/');
  const count = (key: string) => Number(url.searchParams.get(key));
  const shape = url.searchParams.get('shape')?.split(',').map(Number) ?? [];
  return {
    name: decodeURIComponent(url.pathname.split('/').at(-1)!),
    firstRow: count('first'),
    rows: count('rows'),
    shape,
  };
}
