import { createStore } from 'zustand/vanilla';

export interface NoticeState {
  /** One line about something that went wrong outside the chat, until it is dismissed. */
  text: string | null;
  show: (text: string) => void;
  dismiss: () => void;
}

export function createNotice() {
  return createStore<NoticeState>()((set) => ({
    text: null,
    show: (text) => set({ text }),
    dismiss: () => set({ text: null }),
  }));
}
