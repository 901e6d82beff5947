/** A combination of keys. */
export interface Keys {
  /** As the keyboard's layout names it, in lower case. */
  key: string;
  /** With Ctrl or, on Apple's keyboards, Command. */
  mod?: boolean;
  shift?: boolean;
}

const isApple = () => /^(Mac|iP)/.test(navigator.platform);

export function isPressed({ key, mod = false, shift }: Keys, event: KeyboardEvent, apple = isApple()): boolean {
  const modifier = apple ? event.metaKey : event.ctrlKey;
  const other = apple ? event.ctrlKey : event.metaKey;
  if (event.key.toLowerCase() !== key || modifier !== mod || other || event.altKey) return false;
  // A sign such as `?` takes Shift on some layouts.
  return !/[a-z]/.test(key) || event.shiftKey === (shift ?? false);
}

/** The keys one by one, as keyboards have them. */
export function keyNames({ key, mod, shift }: Keys, apple = isApple()): string[] {
  const names = apple ? { mod: '⌘', shift: '⇧' } : { mod: 'Ctrl', shift: 'Shift' };
  return [...(mod ? [names.mod] : []), ...(shift ? [names.shift] : []), key[0]!.toUpperCase() + key.slice(1)];
}
