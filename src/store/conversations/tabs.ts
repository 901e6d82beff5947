/** What tabs tell one another about conversations, and which of them writes one. */
import type { ConversationId } from './conversation_record.ts';

export type TabMessage =
  /** Was stored or deleted. */
  | { kind: 'changed'; id: ConversationId }
  /** Another tab wants to write it: the one that does should finish and let go. */
  | { kind: 'wanted'; id: ConversationId };

export interface Tabs {
  announce: (message: TabMessage) => void;
  /** Receives what other tabs announce. */
  listen: (onMessage: (message: TabMessage) => void) => void;
  /** Waits to be the one tab that writes `id`. Reports `false` at once where another tab is, and later changes. */
  hold: (id: ConversationId, onHeld: (held: boolean) => void) => Hold;
  /** Whether some tab writes `id`. */
  isHeld: (id: ConversationId) => Promise<boolean>;
}

export interface Hold {
  /** Lets go for good. */
  release: () => void;
  /** Lets go and waits again, behind the others. */
  yield: () => void;
  /** Takes it from a tab that does not let go, such as a frozen one. */
  steal: () => void;
}

/** Where there is only this tab, or the browser has no locks: every conversation is its own. */
export const onlyTab: Tabs = {
  announce: () => {},
  listen: () => {},
  hold(_, onHeld) {
    onHeld(true);
    return { release: () => {}, yield: () => {}, steal: () => {} };
  },
  isHeld: async () => false,
};

export function browserTabs(channel: BroadcastChannel, locks: LockManager): Tabs {
  const lockOf = (id: ConversationId) => `plumbline.conversation.${id}`;
  return {
    isHeld: async (id) => ((await locks.query()).held ?? []).some(({ name }) => name === lockOf(id)),
    announce: (message) => channel.postMessage(message),
    listen: (onMessage) => channel.addEventListener('message', ({ data }) => onMessage(data as TabMessage)),
    hold(id, onHeld) {
      const name = lockOf(id);
      let released = false;
      /** Ends the request in progress: withdraws it, or gives the lock back. */
      let end = () => {};

      async function request(options: LockOptions): Promise<void> {
        let granted = true;
        const withdrawn = new AbortController();
        end = () => withdrawn.abort();
        const signal = options.ifAvailable || options.steal ? {} : { signal: withdrawn.signal };
        try {
          await locks.request(name, { ...options, ...signal }, async (lock) => {
            granted = lock !== null;
            if (released || withdrawn.signal.aborted) return;
            onHeld(granted);
            if (granted) await new Promise<void>((resolve) => (end = resolve));
          });
        } catch (error) {
          // Withdrawn, or stolen by another tab.
          if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
          if (released || withdrawn.signal.aborted) return;
          onHeld(false);
          granted = false;
        }
        if (!granted && !released && !withdrawn.signal.aborted) await request({});
      }

      void request({ ifAvailable: true });
      return {
        release() {
          released = true;
          end();
        },
        yield() {
          end();
          onHeld(false);
          void request({});
        },
        steal() {
          end();
          void request({ steal: true });
        },
      };
    },
  };
}
