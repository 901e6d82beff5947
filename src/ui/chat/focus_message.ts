/**
 * Moves the focus to the message box before the focused element vanishes, so that the keyboard keeps a place. Does nothing
 * on touch screens, where it would only open the on-screen keyboard.
 */
export function focusMessage(): void {
  if (window.matchMedia('(pointer: coarse)').matches) return;
  document.getElementById('message')?.focus({ preventScroll: true });
}
