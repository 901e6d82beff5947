/** What a person types while the command menu is still being fetched. */
let text = '';
/** Whether the menu is there, and takes keys itself. */
let there = false;

export function typeAhead(event: KeyboardEvent): void {
  if (there || event.ctrlKey || event.metaKey || event.altKey || (event.key.length > 1 && event.key !== 'Backspace'))
    return;
  event.preventDefault(); // what is behind the menu is not to change unseen
  text = event.key === 'Backspace' ? text.slice(0, -1) : text + event.key;
}

/** Called by the menu once it has the focus: keys pressed between drawing it and that would be lost. Returns what was typed for it. */
export function takeTyped(): string {
  there = true;
  return text;
}

export function menuIsGone(): void {
  there = false;
  text = '';
}
