import { useEffect } from 'react';
import { currentView } from '../view/view.ts';
import { isPressed } from './keys.ts';
import { commandMenu, shortcuts, type Shortcut } from './shortcuts.ts';
import { typeAhead } from './typed_ahead.ts';

const isWriting = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;

function shortcutOf(event: KeyboardEvent): Shortcut | undefined {
  if (event.isComposing) return undefined;
  const menu = commandMenu();
  if (isPressed(menu.keys, event)) return menu;
  // What is in front has keys of its own, and what is behind it is not to change unseen.
  if (currentView().dialog !== null) return undefined;
  return shortcuts().find(({ keys }) => isPressed(keys, event) && (keys.mod || !isWriting(event.target)));
}

export function useShortcuts(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const shortcut = event.defaultPrevented ? undefined : shortcutOf(event);
      if (!shortcut && currentView().dialog === 'commands') typeAhead(event);
      if (!shortcut) return;
      event.preventDefault();
      if (!event.repeat) shortcut.run();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}
