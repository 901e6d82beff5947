import type { Failure } from '../../src/result.ts';
import type { Configuration, EngineApi, SelfTestReport, Suspect, Unavailable } from '../../src/worker/api.ts';

/** The state in which a fake engine starts. */
export interface Setup {
  /** What opening the device fails with, if it does. */
  openFailure: Failure | null;
  /** Whether its adapter times kernels. */
  timestamps: boolean;
  /** Steps without a fused kernel. */
  unavailable: Unavailable;
  /** Steps whose fused kernels do not compile. */
  uncompiled: Suspect[];
  selfTest: SelfTestReport;
  /** What diagnoses fail with, if they do. */
  diagnosisFailure: Failure | null;
}

export const plainSetup: Setup = {
  openFailure: null,
  timestamps: true,
  unavailable: {},
  uncompiled: [],
  selfTest: {
    reference: { status: 'right', stages: 37, worst: 1.1 },
    suspects: [],
    steps: 8,
    stages: 118,
    kernels: 29,
    worst: 2.6,
  },
  diagnosisFailure: null,
};

/** A test's controls of the engine, in the worker's global `fake`. */
export interface Controls {
  /** The calls that the page made, in order. */
  calls: { method: keyof EngineApi; given: unknown }[];
  /** What answers run with now. */
  configuration: () => Configuration;
  /** The answer, token by token. After the last token, it waits until it is stopped. */
  script: string[] | null;
  /** Tokens a second at most; null for as fast as they come. */
  rate: number | null;
  /** Ends an answer that waits. */
  endAnswer: () => void;
  /** If set, the next answer stays in prefill until it is stopped. */
  holdPrefill: boolean;
  /** If set, loads, self-tests, diagnoses and benchmarks begin, and wait until {@link release} unsets this or they are stopped. */
  holdJobs: boolean;
  release: () => void;
  /** The device is lost. */
  lose: () => void;
}
