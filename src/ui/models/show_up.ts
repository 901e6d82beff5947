/** The dialog scrolls: what a press led to may be out of sight. */
export const showUp = (shown: HTMLElement | null): void => shown?.scrollIntoView({ block: 'nearest' });
