import { hasEarlierTurn } from '../../store/chat/left_out.ts';
import { pathTo } from '../../store/conversations/tree.ts';
import {
  answering,
  conversation,
  conversationSettings,
  engine,
  notice,
  program,
  removeConversation,
  settings,
} from '../../store/stores.ts';
import { kernelSets } from '../../vocabulary/program.ts';
import { mayGoOn } from '../chat/message/going_on.ts';
import { download, exportAll, exportOne } from '../conversations/export.ts';
import { showDialog, showLab } from '../view/view.ts';
import { labTabs } from '../view/view_address.ts';
import { shortcuts, type Command } from './shortcuts.ts';

const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);

/** All commands that do something just now. */
export function commandsNow(): Command[] {
  const { model } = engine.getState();
  const { thinking } = conversationSettings.current();
  return [
    ...shortcuts,
    { name: 'Models', run: () => showDialog('models') },
    ...ofAnswer(),
    ...(model?.switchesThinking
      ? [{ name: `Thinking: ${thinking ? 'off' : 'on'}`, run: () => conversationSettings.switchThinking(!thinking) }]
      : []),
    ...kernelSets.map((set) => ({ name: `Kernels: ${set}`, run: () => program.getState().setAll(set) })),
    ...labTabs.map((tab) => ({ name: `Lab: ${capital(tab)}`, run: () => showLab(tab) })),
    ...(['system', 'light', 'dark'] as const).map((theme) => ({
      name: `Theme: ${theme}`,
      run: () => settings.getState().change({ theme }),
    })),
    { name: 'Open a finding', run: () => showDialog('finding') },
    ...ofConversation(),
    { name: 'Export all conversations', run: () => void exportAll().then(download) },
  ];
}

function ofAnswer(): Command[] {
  if (answering.getState().streaming) return [{ name: 'Stop the answer', run: () => void answering.getState().stop() }];
  const { tree } = conversation.getState();
  const last = pathTo(tree, tree.leaf).at(-1);
  if (last?.message.role !== 'assistant') return [];
  const { id, message } = last;
  const { model } = engine.getState();
  const goesOn = model !== null && mayGoOn(message, model, hasEarlierTurn(tree, id));
  return [
    ...(goesOn ? [{ name: 'Continue the last answer', run: () => void answering.getState().resume(id) }] : []),
    { name: 'Regenerate the last answer', run: () => void answering.getState().regenerate(id) },
    { name: 'Copy the last answer', run: () => void copy(message.content) },
  ];
}

function ofConversation(): Command[] {
  const { id, tree } = conversation.getState();
  if (tree.nodes.length === 0) return [];
  const save = async (format: 'markdown' | 'json') => {
    const file = await exportOne(id, format);
    if (file) download(file);
  };
  return [
    { name: 'Save this conversation as Markdown', run: () => void save('markdown') },
    { name: 'Save this conversation as JSON', run: () => void save('json') },
    { name: 'Delete this conversation', run: () => void removeConversation(id) },
  ];
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notice.getState().show('The answer is in the clipboard.');
  } catch {
    notice.getState().show('The browser did not let this page write to the clipboard: select the text and copy it.');
  }
}
