/** Apart from the other stores: only the settings need it, and they are fetched when they are opened. */
import { localCells } from '../storage.ts';
import { followOtherTabs } from '../other_tabs.ts';
import { onUnsaved } from '../stores.ts';
import { createPrompts } from './prompts.ts';

export const savedPrompts = createPrompts(localCells(), onUnsaved);
followOtherTabs(savedPrompts);
