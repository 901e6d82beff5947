import * as v from 'valibot';

/**
 * How a checkpoint's weights are held on the GPU: as they are stored, or in blocks of codes that are made on load. Links
 * to findings store a choice by its index, so a new one goes to the end.
 */
export const weightChoices = ['stored', '8-bit', '4-bit'] as const;
export const weightChoiceSchema = v.picklist(weightChoices);
export type WeightChoice = (typeof weightChoices)[number];
