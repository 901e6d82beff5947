/** The page's end of the engine's worker: the same calls, but a worker that dies settles them instead of leaving them pending. */
import { type Endpoint, proxy, wrap } from 'comlink';
import type { Failure, Result } from '../../result.ts';
import type {
  AnsweredOn,
  CheckpointLocation,
  ChosenFault,
  EngineApi,
  KnownFault,
  Measuring,
  Program,
  Suspect,
  TraceReport,
  TraceRequest,
  Unavailable,
} from '../../worker/api.ts';

export interface EngineClient extends Pick<
  EngineApi,
  'open' | 'inspect' | 'load' | 'chat' | 'check' | 'diagnose' | 'bench' | 'tryRemedies' | 'watchAgain' | 'lost'
> {
  /** Empty where the worker is gone. */
  faults: () => Promise<KnownFault[]>;
  /** Null where the worker is gone, too. */
  answeredOn: () => Promise<AnsweredOn | null>;
  setProgram: (program: Program) => void;
  /** Without its tensors. */
  trace: (request: TraceRequest) => Promise<Result<TraceReport>>;
  setFaults: (faults: ChosenFault[]) => void;
  setWatchdog: (on: boolean) => void;
  /** Empty where the worker is gone. */
  prepare: () => Promise<Suspect[]>;
  setAvoided: (steps: Unavailable) => void;
  setMeasuring: (measuring: Measuring | null) => void;
  setWatching: (watching: boolean) => void;
  stop: () => void;
  /** Resolves when the worker threw something that was not an expected failure; the client is of no use after that. */
  crashed: Promise<Failure>;
}

/** What the client needs of a `Worker`. */
export interface EngineWorker extends Endpoint {
  terminate: () => void;
}

export function startWorker(): EngineWorker {
  return new Worker(new URL('../../worker/main.ts', import.meta.url), { type: 'module', name: 'engine' });
}

function crashFailure(reason: unknown): Failure {
  const text = reason instanceof Error ? reason.message : String(reason);
  return {
    kind: 'worker-crashed',
    message: `The engine crashed (${text || 'its script could not be loaded'}): restart it to go on.`,
  };
}

/** A worker's own address is its script's: what is relative to the page must be made whole on this side. */
function fromPage(location: CheckpointLocation): CheckpointLocation {
  if (location.kind !== 'url' || !URL.canParse(location.base, document.baseURI)) return location;
  return { ...location, base: new URL(location.base, document.baseURI).href };
}

export function connect(worker: EngineWorker): EngineClient {
  const remote = wrap<EngineApi>(worker);
  let crash!: (reason: unknown) => Failure;
  const crashed = new Promise<Failure>((resolve) => {
    crash = (reason) => {
      // What state the engine is in is unknown: end it, so that its GPU memory is free for the next.
      worker.terminate();
      const failure = crashFailure(reason);
      resolve(failure);
      return failure;
    };
  });
  worker.addEventListener('error', (event) => crash((event as ErrorEvent).message));
  worker.addEventListener('messageerror', () => crash('a message could not be read'));

  // Comlink leaves a call pending for ever when the worker is gone, and rejects it when the worker threw: both are crashes.
  const settle = <T>(call: Promise<T>, failed: (failure: Failure) => T): Promise<T> =>
    Promise.race([call.catch((reason: unknown) => failed(crash(reason))), crashed.then(failed)]);
  const result = <T>(call: Promise<Result<T>>): Promise<Result<T>> =>
    settle(call, (failure) => ({ ok: false, failure }));

  return {
    crashed,
    open: () => result(remote.open()),
    lost: () => settle(remote.lost(), (failure) => failure),
    inspect: (location) => result(remote.inspect(fromPage(location))),
    load: (location, options, onProgress) => result(remote.load(fromPage(location), options, proxy(onProgress))),
    chat: (request, onEvent) => result(remote.chat(request, proxy(onEvent))),
    faults: () => settle(remote.faults(), () => []),
    diagnose: (request, onProgress) => result(remote.diagnose(request, proxy(onProgress))),
    bench: (request, onProgress) => result(remote.bench(request, proxy(onProgress))),
    tryRemedies: (request) => result(remote.tryRemedies(request)),
    answeredOn: () => settle(remote.answeredOn(), () => null),
    watchAgain: (request) => result(remote.watchAgain(request)),
    setProgram: (program) => void remote.setProgram(program).catch(crash),
    trace: (request) =>
      result(
        remote.trace(
          request,
          proxy(async () => {}),
        ),
      ),
    setFaults: (faults) => void remote.setFaults(faults).catch(crash),
    setWatchdog: (on) => void remote.setWatchdog(on).catch(crash),
    prepare: () => settle(remote.prepare(), () => []),
    check: () => result(remote.check()),
    setAvoided: (steps) => void remote.setAvoided(steps).catch(crash),
    setMeasuring: (measuring) => void remote.setMeasuring(measuring).catch(crash),
    setWatching: (watching) => void remote.setWatching(watching).catch(crash),
    stop: () => void remote.stop().catch(crash),
  };
}
