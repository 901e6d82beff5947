import type { Conversation } from '../conversations/conversation.ts';
import { chatSettingsOf, type ChatSettings } from './chat_settings.ts';
import type { SettingsStore } from './settings.ts';

/** The settings of the open conversation: its own, or else the defaults. */
export function createConversationSettings(conversation: Conversation, settings: SettingsStore) {
  const defaults = () => chatSettingsOf(settings.getState());
  const current = () => conversation.getState().settings ?? defaults();
  const own = (changed: ChatSettings) => conversation.getState().setSettings(changed);
  return {
    current,

    /** Calls `changed` once the defaults change; what is its own changes with the conversation. */
    subscribe: (changed: () => void) => settings.subscribe(changed),

    /** Changes them for this conversation alone. */
    change: (some: Partial<ChatSettings>) => own({ ...current(), ...some }),

    /** Switches thinking on or off: here and, as it is a habit, for new conversations. */
    switchThinking(thinking: boolean) {
      settings.getState().change({ thinking });
      if (conversation.getState().settings) own({ ...current(), thinking });
    },

    /** A conversation that has begun keeps its settings, whatever becomes of the defaults. */
    keep() {
      if (!conversation.getState().settings) own(defaults());
    },

    makeDefault: () => settings.getState().change(current()),
    takeDefaults: () => own(defaults()),
  };
}

export type ConversationSettings = ReturnType<typeof createConversationSettings>;
