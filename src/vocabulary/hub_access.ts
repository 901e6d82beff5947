/** How the Hugging Face hub is reached: apart from the address of a checkpoint, so that neither findings nor links have it. */
export interface HubAccess {
  /** The hub's address, or a mirror's, with a slash at its end. */
  hub: string;
  /** For gated models; null without. It is sent to `hub` alone, and kept in memory only. */
  token: string | null;
}

export const huggingFace: HubAccess = { hub: 'https://huggingface.co/', token: null };

/** The address of a hub as a person typed it, in full; null when it is none. */
export function hubAddress(typed: string): string | null {
  const text = typed.trim();
  const url = URL.canParse(text) ? new URL(text) : URL.canParse(`https://${text}`) ? new URL(`https://${text}`) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || text === '') return null;
  return url.origin + url.pathname.replace(/\/*$/, '/');
}
