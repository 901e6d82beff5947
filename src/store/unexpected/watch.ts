import type { StoreApi } from 'zustand/vanilla';
import type { AnsweringState } from '../chat/answering.ts';
import type { EngineState } from '../engine/engine_state.ts';
import type { NoticeState } from '../notice.ts';
import type { UnexpectedStore } from './unexpected.ts';

interface Watched {
  unexpected: UnexpectedStore;
  engine: StoreApi<EngineState>;
  answering: StoreApi<AnsweringState>;
  notice: StoreApi<NoticeState>;
}

/** Has the report know what happens, and hear of errors that nobody handles. */
export function watchForUnexpected({ unexpected, engine, answering, notice }: Watched): void {
  const { record, tell } = unexpected.getState();
  engine.subscribe((now, before) => {
    if (now.device.at !== before.device.at) record(`GPU: ${now.device.at}`);
    if (!now.loading !== !before.loading) record(now.loading ? 'load begins' : 'load ends');
    if (now.model !== before.model) record(now.model ? `model of ${now.model.parameters} parameters` : 'no model');
    if (!now.occupation !== !before.occupation) record(now.occupation ? `${now.occupation.job} begins` : 'job ends');
    if (now.loadFailure && !before.loadFailure) record(`load failed: ${now.loadFailure.kind}`);
  });
  answering.subscribe((now, before) => {
    if (!now.streaming !== !before.streaming) record(now.streaming ? 'answer begins' : 'answer ends');
  });
  notice.subscribe((now, before) => {
    if (now.text !== null && now.text !== before.text) record('notice');
  });
  for (const event of ['online', 'offline', 'hashchange']) window.addEventListener(event, () => record(event));
  document.addEventListener('visibilitychange', () => record(document.visibilityState));
  // An extension's script has an address of its own.
  window.addEventListener('error', ({ error, filename }) => {
    if (error !== undefined && error !== null && (!filename || filename.startsWith(location.origin))) tell(error);
  });
  window.addEventListener('unhandledrejection', ({ reason }) => tell(reason));
}
