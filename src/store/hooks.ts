/** The stores for React: one hook each, with a selector. */
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { AnswererState } from './chat/answerer.ts';
import type { AnsweringState } from './chat/answering.ts';
import type { ChoiceState } from './engine/choice.ts';
import type { ComposingState } from './chat/composing.ts';
import type { ContextUseState } from './chat/context_use.ts';
import type { ConversationState } from './conversations/conversation.ts';
import type { ConversationsState } from './conversations/conversations.ts';
import type { EngineState } from './engine/engine_state.ts';
import { avoided, type SelfTestState } from './self_test/self_test.ts';
import type { GpuMemoryState } from './catalogue/gpu_memory.ts';
import type { HubAccessState } from './hub/hub_access.ts';
import type { LibraryStoreState } from './library/library.ts';
import type { LabState } from './lab/lab.ts';
import type { NoticeState } from './notice.ts';
import type { PeersState } from './peers/peers.ts';
import type { ProgramState } from './lab/program.ts';
import { chatSettingsOf, type ChatSettings } from './chat/chat_settings.ts';
import type { SettingsState } from './chat/settings.ts';
import type { TokenMonitorState } from './lab/jobs/token_monitor.ts';
import type { UnexpectedState } from './unexpected/unexpected.ts';
import type { UpdateState } from './update.ts';
import { type Language, shownLanguage } from '../strings/language.ts';
import type { Unavailable } from '../worker/api.ts';
import {
  answerer,
  answering,
  choice,
  composing,
  contextUse,
  conversation,
  conversations,
  engine,
  gpuMemory,
  hubAccess,
  selfTest,
  lab,
  library,
  notice,
  peers,
  program,
  settings,
  tokenMonitor,
  unexpected,
  update,
} from './stores.ts';

export const useEngine = <T>(select: (state: EngineState) => T): T => useStore(engine, select);
export const useHubAccess = <T>(select: (state: HubAccessState) => T): T => useStore(hubAccess, select);
export const useSelfTest = <T>(select: (state: SelfTestState) => T): T => useStore(selfTest, select);
export const useConversation = <T>(select: (state: ConversationState) => T): T => useStore(conversation, select);
export const useConversations = <T>(select: (state: ConversationsState) => T): T => useStore(conversations, select);
export const useAnswerer = <T>(select: (state: AnswererState) => T): T => useStore(answerer, select);
export const useAnswering = <T>(select: (state: AnsweringState) => T): T => useStore(answering, select);
export const useComposing = <T>(select: (state: ComposingState) => T): T => useStore(composing, select);
export const useContextUse = <T>(select: (state: ContextUseState) => T): T => useStore(contextUse, select);
export const useSettings = <T>(select: (state: SettingsState) => T): T => useStore(settings, select);
export const useNotice = <T>(select: (state: NoticeState) => T): T => useStore(notice, select);
export const useChoice = <T>(select: (state: ChoiceState) => T): T => useStore(choice, select);
export const usePeers = <T>(select: (state: PeersState) => T): T => useStore(peers, select);
export const useProgram = <T>(select: (state: ProgramState) => T): T => useStore(program, select);
export const useLibrary = <T>(select: (state: LibraryStoreState) => T): T => useStore(library, select);
export const useLab = <T>(select: (state: LabState) => T): T => useStore(lab, select);
export const useGpuMemory = <T>(select: (state: GpuMemoryState) => T): T => useStore(gpuMemory, select);
export const useUnexpected = <T>(select: (state: UnexpectedState) => T): T => useStore(unexpected, select);
export const useUpdate = <T>(select: (state: UpdateState) => T): T => useStore(update, select);
export const useLanguage = (): Language => useStore(shownLanguage, ({ language }) => language);
export const useTokenMonitor = <T>(select: (state: TokenMonitorState) => T): T => useStore(tokenMonitor, select);

/** The settings of the open conversation. */
export function useConversationSettings(): ChatSettings {
  const own = useConversation(({ settings }) => settings);
  const defaults = useSettings(useShallow(chatSettingsOf));
  return own ?? defaults;
}

/** Steps that run their reference whatever the program says, and why: there is no fused kernel for the model, or it is wrong here. */
export function useUnavailable(): Unavailable {
  const without = useEngine(({ model }) => model?.unavailable);
  const wrong = useSelfTest(useShallow(avoided));
  return { ...without, ...wrong };
}
