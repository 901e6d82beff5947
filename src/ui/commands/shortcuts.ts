import { focusMessage } from '../chat/focus_message.ts';
import { startNewChat } from '../conversations/new_chat.ts';
import { toggleList } from '../conversations/use_list_beside.ts';
import { closeDialog, currentView, showDialog, showLab } from '../view/view.ts';
import type { Keys } from './keys.ts';
import { t } from '../../strings/commands/t.ts';

/** What a person can have done by its name. */
export interface Command {
  name: string;
  run: () => void;
}

export interface Shortcut extends Command {
  keys: Keys;
}

/** Opens the menu, and closes it again. */
export const commandMenu = (): Shortcut => ({
  name: t('menu'),
  keys: { key: 'k', mod: true },
  run: () => (currentView().dialog === 'commands' ? closeDialog() : showDialog('commands')),
});

export const shortcuts = (): Shortcut[] => [
  { name: t('newChat'), keys: { key: 'o', mod: true, shift: true }, run: startNewChat },
  { name: t('conversations'), keys: { key: 'b', mod: true }, run: toggleList },
  { name: t('settings'), keys: { key: ',', mod: true }, run: () => showDialog('settings') },
  {
    name: t('lab'),
    keys: { key: 'l', mod: true, shift: true },
    run: () => showLab(currentView().lab ? null : 'compare'),
  },
  { name: t('messageBox'), keys: { key: '/' }, run: focusMessage },
  { name: t('shortcuts'), keys: { key: '?' }, run: () => showDialog('shortcuts') },
];
