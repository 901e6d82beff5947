import type { Failure } from '../../src/result.ts';
import type { Configuration, EngineApi, SelfTestReport, Suspect, Unavailable } from '../../src/worker/api.ts';

/** What a fake engine is from its start. */
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
  selfTest: { suspects: [], steps: 8, stages: 118, worst: 2.6 },
  diagnosisFailure: null,
};

/** A test's hold on the engine, in the worker's global `fake`. */
export interface Controls {
  /** The calls that the page made, in order. */
  calls: { method: keyof EngineApi; given: unknown }[];
  /** What answers run with now. */
  configuration: () => Configuration;
  /** What to say, token by token; behind the last token, the answer goes on until it is stopped. */
  script: string[] | null;
  /** Set, the next answer reads its prompt until it is stopped. */
  holdPrefill: boolean;
  /** Set, self-tests, diagnoses and benchmarks begin and then wait until this is unset by {@link release}, or they are stopped. */
  holdJobs: boolean;
  release: () => void;
  /** The device is lost. */
  lose: () => void;
}
