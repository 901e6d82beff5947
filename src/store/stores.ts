/** The page's stores, created and connected; those of `stores_on_demand.ts` come later. */
import { createAnswerer } from './chat/answerer.ts';
import { createAnswering } from './chat/answering.ts';
import { createContextUse } from './chat/context_use.ts';
import { createComposing } from './chat/composing.ts';
import { createChoice } from './engine/choice.ts';
import { connect, startWorker } from './engine/client.ts';
import { createComeback } from './last_model/comeback.ts';
import { orMemory } from './conversations/archive.ts';
import { createConversation } from './conversations/conversation.ts';
import { createConversations } from './conversations/conversations.ts';
import { indexedDbArchive } from './conversations/indexed_db.ts';
import { Saving } from './conversations/saving.ts';
import { takeLinkedPrompt } from './conversations/linked_prompt.ts';
import { debounced } from './debounced.ts';
import { startConversations } from './conversations/start.ts';
import type { ConversationId } from './conversations/conversation_record.ts';
import { browserTabs, onlyTab, type TabMessage } from './conversations/tabs.ts';
import { leaveUnsaved } from './conversations/unsaved.ts';
import { createEngine } from './engine/engine.ts';
import { eachFrame } from './engine/frames.ts';
import { createGpuMemory } from './catalogue/gpu_memory.ts';
import { createHubAccess } from './hub/hub_access.ts';
import { createSelfTest } from './self_test/self_test.ts';
import { connectLibrary } from './library/client.ts';
import { askToRead, isReadable, readFolder, rememberedFolder } from './last_model/folder.ts';
import { createLab } from './lab/lab.ts';
import { createLastModels } from './last_model/last_models.ts';
import { createLibrary } from './library/library.ts';
import { createLoader } from './last_model/loader.ts';
import { createNotice } from './notice.ts';
import { followOtherTabs } from './other_tabs.ts';
import { createPeers } from './peers/peers.ts';
import { createProgram } from './lab/program.ts';
import { createConversationSettings } from './chat/conversation_settings.ts';
import { createSettings, type Settings } from './chat/settings.ts';
import { localCells, tabCells } from './storage.ts';
import { whyUnsaved } from './why_unsaved.ts';
import type { HubAccess } from '../vocabulary/hub_access.ts';
import { createTokenMonitor } from './lab/jobs/token_monitor.ts';
import { createUpdate } from './update.ts';
import { installServiceWorker } from '../offline/page.ts';
import { reportOnce } from './report_once.ts';
import { createUnexpected } from './unexpected/unexpected.ts';
import { watchForUnexpected } from './unexpected/watch.ts';
import { version } from '../../package.json';
import { t } from '../strings/page/t.ts';

export const notice = createNotice();
export const update = createUpdate({
  // The files of Vite's dev server change under the page, and have no service worker.
  install: import.meta.env.PROD ? installServiceWorker : () => Promise.resolve(),
  reload: () => location.reload(),
});

const cells = localCells();
export const onUnsaved = reportOnce((reason) => notice.getState().show(t('notKeeping', { reason })));
if (!cells) onUnsaved(whyUnsaved(new DOMException('', 'SecurityError')));

export const settings = createSettings(cells, onUnsaved);
followOtherTabs(settings);
const archive = orMemory(indexedDbArchive(), onUnsaved);
const tabs =
  'locks' in navigator ? browserTabs(new BroadcastChannel('plumbline.conversations'), navigator.locks) : onlyTab;
const saving = new Saving({
  archive,
  onWriting: (record) => conversations.getState().changed(record),
  onStored: ({ id }) => tabs.announce({ kind: 'changed', id }),
  onSuperseded(id) {
    if (conversation.getState().id === id) void conversation.getState().reread();
  },
  onUnsaved,
});
const ownCells = tabCells();
export const conversation = createConversation({
  archive,
  saving,
  tabs,
  cells,
  tabCells: ownCells,
  onUnsaved,
  now: Date.now,
  // A page that was not loaded securely has no randomUUID.
  newId: () => [...crypto.getRandomValues(new Uint32Array(4))].map((word) => word.toString(36)).join('-'),
});
export const conversationSettings = createConversationSettings(conversation, settings);
export const conversations = createConversations({ archive, saving, tabs, conversation });
export const engine = createEngine({
  connect: (onSilent) => connect(startWorker(), onSilent),
  schedule: eachFrame,
  now: () => performance.now(),
  pageAddress: document.baseURI,
});
export const hubAccess = createHubAccess({
  cells,
  query: location.search,
  onUnsaved,
  onWrongHub: (message) => notice.getState().show(message),
});
export const gpuMemory = createGpuMemory({ engine, cells, onUnsaved });
export const library = createLibrary({ connect: connectLibrary, persist: () => navigator.storage.persist() });
const reachHub = ({ hub, token }: HubAccess) => {
  engine.getState().reachHub({ hub, token });
  library.getState().reachHub({ hub, token });
};
hubAccess.subscribe(reachHub);
reachHub(hubAccess.getState());
export const program = createProgram(cells, onUnsaved);
program.subscribe((state) => engine.getState().configure({ program: state.program }));
engine.getState().configure({ program: program.getState().program });
const speculate = ({ speculate }: Settings) => engine.getState().configure({ speculating: speculate });
settings.subscribe(speculate);
speculate(settings.getState());
export const selfTest = createSelfTest({
  engine,
  program,
  settings,
  cells,
  browser: navigator.userAgent,
  // A delay, so that a person's next question comes first.
  later: (run) => void setTimeout(run, 500),
  onUnsaved,
});
export const lab = createLab({ engine, cells, schedule: eachFrame, onUnsaved });
export const tokenMonitor = createTokenMonitor(engine, eachFrame);
conversation.subscribe(({ id }, before) => {
  if (id !== before.id) tokenMonitor.getState().forget();
});
export const choice = createChoice(engine);
export const peers = createPeers();
export const answerer = createAnswerer(engine, peers);
export const answering = createAnswering({
  answerer,
  conversation,
  settings: conversationSettings,
  schedule: eachFrame,
  randomSeed: () => crypto.getRandomValues(new Uint32Array(1))[0]!,
  onMeasured: (answer, measured) => lab.getState().take(answer, measured),
  onFigures: (answer, watched) => tokenMonitor.getState().take(answer, watched),
});
export const composing = createComposing({ engine, answerer, conversation, answering, notice });
export const contextUse = createContextUse({
  answerer,
  conversation,
  answering,
  settings: conversationSettings,
  debounce: debounced(),
});
export const lastModels = createLastModels(cells, onUnsaved);
export const loader = createLoader({
  engine,
  choice,
  library,
  lastModels,
  notice,
  stopAnswering: () => answering.getState().stop(),
});
export const comeback = createComeback({
  engine,
  lastModels,
  folder: { remembered: rememberedFolder, isReadable, askToRead, read: readFolder },
  notice,
  cells: ownCells,
});

export const unexpected = createUnexpected({
  now: () => performance.now(),
  circumstances() {
    const { device, configuration, model } = engine.getState();
    const adapter = device.at === 'open' ? device.adapter : null;
    return { version, browser: navigator.userAgent, adapter, program: configuration.program, model };
  },
});
watchForUnexpected({ unexpected, engine, answering, notice });

/** Shows what was open at the last visit, and stays in step with other tabs. */
export function openConversations(): void {
  tabs.listen((message) => void hear(message));
  const prompt = takeLinkedPrompt(location, history);
  const own = { cells, tabCells: ownCells, conversation, conversations, prompt, now: Date.now };
  void startConversations({ archive, saving, tabs, ...own });
}

async function hear({ kind, id }: TabMessage): Promise<void> {
  const isOpen = conversation.getState().id === id;
  if (kind === 'changed') {
    await conversations.getState().load();
    if (isOpen && !conversation.getState().writable) await conversation.getState().reread();
  } else if (isOpen && conversation.getState().writable) {
    await answering.getState().stop();
    await conversation.getState().letGo();
  }
}

/** Stores what is under way, since the page may be about to close. */
export function keepConversations(): void {
  answering.getState().keep();
  leaveUnsaved(cells, saving.unsaved);
  void saving.flush();
}

/** Deletes a conversation; it can be brought back for a while. */
export async function removeConversation(id: ConversationId): Promise<void> {
  if (conversation.getState().id === id) await answering.getState().stop();
  await conversations.getState().remove(id);
}

/** Shows another conversation, or an empty one. An answer in progress ends first. */
export async function showConversation(id: ConversationId | null): Promise<void> {
  await answering.getState().stop();
  if (id === null) conversation.getState().startAnew();
  else if (!(await conversation.getState().open(id))) {
    notice.getState().show(t('unreadable'));
  }
}
