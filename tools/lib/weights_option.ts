import { weightChoices, type WeightChoice } from '../../src/vocabulary/weight_choice.ts';
import { Stop } from '../bootstrap/process.mjs';

/**
 * Reads `--weights`.
 *
 * @throws Stop with one line on what is wrong and how to mend it.
 */
export function parseWeights(text: string): WeightChoice {
  const choice = weightChoices.find((choice) => choice === text);
  if (choice) return choice;
  throw new Stop(`--weights ${text}: give ${weightChoices.join(', ')}.`);
}
