import * as v from 'valibot';
import { groupSizes } from '../../../kernels/formats/grouped/layout.ts';
import { instead } from './composite.ts';

export const bitsSchema = v.picklist([4, 8], instead);
export const groupSchema = v.picklist(groupSizes, `groups of ${groupSizes.join(', ')} are supported: ${instead}`);
