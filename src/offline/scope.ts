/**
 * The part of a service worker's global scope that is used here. TypeScript's own declarations of it (lib "webworker") contradict
 * those of a page, and one compiler run checks both.
 */
export interface ServiceWorkerScope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim: () => Promise<void> };
  skipWaiting: () => Promise<void>;
  addEventListener<K extends keyof ServiceWorkerEvents>(
    type: K,
    listener: (event: ServiceWorkerEvents[K]) => void,
  ): void;
}

interface ServiceWorkerEvents {
  install: LifetimeEvent;
  activate: LifetimeEvent;
  message: MessageEvent<unknown>;
  fetch: FetchEvent;
}

/** An event that keeps the worker alive until its promises settle. */
export interface LifetimeEvent extends Event {
  waitUntil: (work: Promise<unknown>) => void;
}

export interface FetchEvent extends LifetimeEvent {
  readonly request: Request;
  respondWith: (response: Promise<Response>) => void;
}
