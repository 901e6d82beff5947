import type { GenericSchema } from 'valibot';
import type { Box } from '../../charts/marks.ts';
import type { AdapterDescription, LoadedModel } from '../../worker/api.ts';
import type { Fact } from '../copy/run.ts';
import type { Finding } from '../format/finding.ts';
import type { RunSpec } from '../format/spec.ts';
import type { ByteReader, ByteWriter } from '../link/bytes.ts';
import type { Sheet, Tone } from '../picture/sheet.ts';

/** The model and the adapter that something was found with, as the engine's reports describe them. */
export interface FoundOn {
  model: Pick<LoadedModel, 'name' | 'hash' | 'config'>;
  adapter: AdapterDescription;
}

/** What is particular to findings of one kind. Everything else treats all kinds alike. */
export interface Kind<F extends Finding, S extends RunSpec, T> {
  /** In a sentence: `a diagnosis`. */
  name: string;
  foundOn(finding: F): FoundOn;
  /** What it takes to run it again. */
  spec(finding: F): S;
  /** What was found, in one line. */
  headline(finding: F): string;
  /** The part of the set-up that other kinds do not have. */
  facts(finding: F): Fact[];
  /** The same of a run whose result is not known. */
  specFacts(spec: S): Fact[];
  /** The result in the name of a file. */
  fileName(finding: F): string;
  /** Every row there is, unrounded, its names first. */
  csv(finding: F): (string | number)[][];
  /** The numbers that matter, as lines of Markdown without a stranger's markup. */
  markdown(finding: F): string[];
  picture: {
    tone(finding: F): Tone;
    /** Draws what is between headline and small print. The first baseline is at the top of the box. */
    main(sheet: Sheet, finding: F, box: Box): void;
    /**
     * Draws what is above or beside the code.
     *
     * @returns the last baseline
     */
    side(sheet: Sheet, finding: F, box: Box): number;
  };
  /** What a link can hold of the result; null where that is nothing. */
  told: { schema: GenericSchema<unknown, T>; of(finding: F): T } | null;
  packing: {
    /** The first letter of a run in a link: no other kind's, and a new one whenever the packing changes. */
    form: string;
    write(out: ByteWriter, spec: S): void;
    /** The schema decides whether it is a run. */
    read(bytes: ByteReader): object;
  };
}
