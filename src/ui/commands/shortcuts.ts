import { focusMessage } from '../chat/focus_message.ts';
import { startNewChat } from '../conversations/new_chat.ts';
import { toggleList } from '../conversations/use_list_beside.ts';
import { closeDialog, currentView, showDialog, showLab } from '../view/view.ts';
import type { Keys } from './keys.ts';

/** What a person can have done by its name. */
export interface Command {
  name: string;
  run: () => void;
}

export interface Shortcut extends Command {
  keys: Keys;
}

/** Opens the menu, and closes it again. */
export const commandMenu: Shortcut = {
  name: 'Command menu',
  keys: { key: 'k', mod: true },
  run: () => (currentView().dialog === 'commands' ? closeDialog() : showDialog('commands')),
};

export const shortcuts: readonly Shortcut[] = [
  { name: 'New chat', keys: { key: 'o', mod: true, shift: true }, run: startNewChat },
  { name: 'Conversations', keys: { key: 'b', mod: true }, run: toggleList },
  { name: 'Settings', keys: { key: ',', mod: true }, run: () => showDialog('settings') },
  {
    name: 'Lab',
    keys: { key: 'l', mod: true, shift: true },
    run: () => showLab(currentView().lab ? null : 'compare'),
  },
  { name: 'Message box', keys: { key: '/' }, run: focusMessage },
  { name: 'Keyboard shortcuts', keys: { key: '?' }, run: () => showDialog('shortcuts') },
];
