/** How the reference was held to float64: part of the engine's contract, types only. */

/** A stage of the reference beside what float64 has from the same inputs. */
export interface ExaminedStage {
  layer: number | null;
  stage: string;
  /** rms(error) / rms(expected). */
  error: number;
  /** What f32 alone explains, and the built-in functions of WGSL where the stage has some. */
  floor: number;
  /** Values compared. */
  values: number;
  /** The value with the largest error; null where there is none. */
  worst: { row: number; column: number; value: number; expected: number } | null;
  bad: boolean;
}

/** What came of holding the reference to float64; `unread` where the checkpoint could not be read again. */
export type ReferenceCheck = { status: 'examined'; report: ReferenceReport } | { status: 'unread'; reason: string };

/** What a calculation on the CPU says of the reference: embedding, some layers, and rows of the logits. */
export interface ReferenceReport {
  /** Chooses a layer, and the rows of matrices that are too large to be read whole. */
  seed: number;
  tokens: number;
  layers: number[];
  /** In the order of the pass. */
  stages: ExaminedStage[];
  /** Milliseconds, from the first byte read. */
  ms: number;
}
