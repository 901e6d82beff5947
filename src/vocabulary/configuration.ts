import { uniformProgram, type Program, type Unavailable } from './program.ts';

/** A fault of the catalogue, in one layer or, with null, in all. Steps outside the layers have it whatever the layer. */
export interface ChosenFault {
  name: string;
  layer: number | null;
}

/** What is measured while an answer is decoded. */
export interface Measuring {
  /** Whether some tokens run the program that is not selected, so that both can be compared. */
  both: boolean;
}

/** What answers run with. All but `fault`, `watchdog` and `speculating` holds from the next token on, in an answer in progress too. */
export interface Configuration {
  program: Program;
  /** Injected into the fused kernels from the next answer on; null for none. */
  fault: ChosenFault | null;
  /** Steps that run their reference whatever the program says, and why. */
  avoided: Unavailable;
  /** Whether an answer, from the next one on, ends once its logits carry no information. */
  watchdog: boolean;
  /** Whether an answer, from the next one on, is speculated: tokens are guessed from the conversation, and several checked at once. */
  speculating: boolean;
  /** Null measures nothing. */
  measuring: Measuring | null;
  /** Whether answers report statistics of every token. */
  watching: boolean;
  /** Whether these statistics have the logit lens. */
  lensed: boolean;
}

export const defaultConfiguration: Configuration = {
  program: uniformProgram('fused'),
  fault: null,
  avoided: {},
  watchdog: true,
  speculating: false,
  measuring: null,
  watching: false,
  lensed: false,
};
