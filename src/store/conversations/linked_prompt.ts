/** The name of the address's parameter. */
const parameter = 'q';

/**
 * The prompt that a link to this page names, once: a reload does not ask again. It is left to the person to send it, since anybody can
 * write a link.
 */
export function takeLinkedPrompt(
  location: Pick<Location, 'href'>,
  history: Pick<History, 'replaceState'>,
): string | null {
  const address = new URL(location.href);
  const prompt = address.searchParams.get(parameter);
  if (prompt === null) return null;
  address.searchParams.delete(parameter);
  history.replaceState(null, '', address);
  return prompt || null;
}
