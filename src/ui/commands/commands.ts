import { hasEarlierTurn } from '../../store/chat/left_out.ts';
import { pathTo } from '../../store/conversations/tree.ts';
import {
  answerer,
  answering,
  conversation,
  conversationSettings,
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
import { t } from '../../strings/commands/t.ts';
import { t as page } from '../../strings/page/t.ts';
import { languageNames, languages } from '../../strings/language.ts';
import { t as ofLab } from '../../strings/lab/t.ts';

/** All commands that do something just now. */
export function commandsNow(): Command[] {
  const { model } = answerer.getState();
  const { thinking } = conversationSettings.current();
  return [
    ...shortcuts(),
    { name: t('models'), run: () => showDialog('models') },
    ...ofAnswer(),
    ...(model?.switchesThinking
      ? [
          {
            name: t('thinking', { state: thinking ? 'off' : 'on' }),
            run: () => conversationSettings.switchThinking(!thinking),
          },
        ]
      : []),
    ...kernelSets.map((set) => ({ name: t('kernels', { set }), run: () => program.getState().setAll(set) })),
    ...labTabs.map((tab) => ({ name: t('labTab', { tab: ofLab(tab) }), run: () => showLab(tab) })),
    ...(['system', 'light', 'dark'] as const).map((theme) => ({
      name: t('theme', { theme }),
      run: () => settings.getState().change({ theme }),
    })),
    ...languageNames.map((language) => ({
      name: t('language', { name: languages[language] }),
      run: () => settings.getState().change({ language }),
    })),
    { name: t('openFinding'), run: () => showDialog('finding') },
    { name: t('board'), run: () => showDialog('board') },
    ...ofConversation(),
    { name: t('exportAll'), run: () => void exportAll().then(download) },
  ];
}

function ofAnswer(): Command[] {
  if (answering.getState().streaming) return [{ name: t('stop'), run: () => void answering.getState().stop() }];
  const { tree } = conversation.getState();
  const last = pathTo(tree, tree.leaf).at(-1);
  if (last?.message.role !== 'assistant') return [];
  const { id, message } = last;
  const { model } = answerer.getState();
  const goesOn = model !== null && mayGoOn(message, model, hasEarlierTurn(tree, id));
  return [
    ...(goesOn ? [{ name: t('continue'), run: () => void answering.getState().resume(id) }] : []),
    { name: t('regenerate'), run: () => void answering.getState().regenerate(id) },
    { name: t('copy'), run: () => void copy(message.content) },
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
    { name: t('saveMarkdown'), run: () => void save('markdown') },
    { name: t('saveJson'), run: () => void save('json') },
    { name: t('delete'), run: () => void removeConversation(id) },
  ];
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notice.getState().show(t('copied'));
  } catch {
    notice.getState().show(page('clipboardRefused'));
  }
}
