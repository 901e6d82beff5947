import { expect, it } from 'vitest';
import type { AdapterDescription } from '../../worker/api.ts';
import { adapterName } from './adapter.ts';

const unnamed: AdapterDescription = {
  vendor: '',
  architecture: '',
  device: '',
  description: '',
  isFallback: false,
  features: [],
  subgroupSizes: null,
  multipliesMatrices: false,
  maxBindingBytes: 0,
};

it.each([
  [{}, 'unnamed adapter'],
  [{ vendor: 'nvidia', architecture: 'hopper' }, 'nvidia hopper'],
  [{ vendor: 'apple' }, 'apple'],
  [{ vendor: 'nvidia', description: 'NVIDIA H200' }, 'NVIDIA H200'],
  [{ vendor: 'google', architecture: 'swiftshader', isFallback: true }, 'google swiftshader (on the CPU)'],
])('calls %o %s', (given, name) => {
  expect(adapterName({ ...unnamed, ...given })).toBe(name);
});
