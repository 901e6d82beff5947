/** How the weights of a checkpoint are held on the GPU: as they are stored, or quantised while they load. */

/** In the order in which links number them: a new one goes to the end. */
export const weightChoices = ['stored', '8-bit', '4-bit'] as const;
export type WeightChoice = (typeof weightChoices)[number];
