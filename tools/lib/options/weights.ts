import { weightChoices, type WeightChoice } from '../../../src/vocabulary/weight_choice.ts';
import { Stop } from '../../bootstrap/process.mjs';

/** Reads `--weights`. @throws Stop when it names no weight format. */
export function parseWeights(text: string): WeightChoice {
  const choice = weightChoices.find((choice) => choice === text);
  if (choice) return choice;
  throw new Stop(`--weights ${text}: give one of ${weightChoices.join(', ')}.`);
}
