/**
 * Moves the focus to the message box when what had it is about to vanish, so that the keyboard is not left nowhere. Not
 * where a finger does the pressing: there it would only bring up the on-screen keyboard.
 */
export function focusMessage(): void {
  if (window.matchMedia('(pointer: coarse)').matches) return;
  document.getElementById('message')?.focus({ preventScroll: true });
}
