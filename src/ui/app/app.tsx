import { lazy, useEffect, useState } from 'react';
import { comeback, keepConversations, lab, library, openConversations, unexpected } from '../../store/stores.ts';
import { useLanguage, useSelfTest, useUnexpected } from '../../store/hooks.ts';
import { Chat } from '../chat/chat.tsx';
import { EngineBar } from '../engine/engine_bar.tsx';
import { useEngineSettled } from '../engine/use_engine_settled.ts';
import { Side } from '../lab/side.tsx';
import { Boundary } from '../controls/boundary.tsx';
import { OnDemand } from '../controls/on_demand.tsx';
import styles from './app.module.css';
import { Drops } from './drops.tsx';
import { Notice } from './notice.tsx';
import { TopBar } from './top_bar/top_bar.tsx';
import { UnexpectedNotice } from './unexpected_notice.tsx';
import { UpdateNotice } from './update_notice.tsx';
import { useListBeside } from '../conversations/use_list_beside.ts';
import { useShortcuts } from '../commands/use_shortcuts.ts';
import { useTheme } from '../theme/use_theme.ts';
import { useTabStatus } from './use_tab_status.ts';
import { isWide, useWide } from '../view/use_wide.ts';
import { restoreLab, useView } from '../view/view.ts';
import { withStrings } from '../../strings/catalogue.ts';
import { t } from '../../strings/page/t.ts';

const ModelsDialog = lazy(async () => ({
  default: (await withStrings(import('../models/models_dialog.tsx'))).ModelsDialog,
}));
const SettingsDialog = lazy(async () => ({
  default: (await withStrings(import('../settings/settings_dialog.tsx'))).SettingsDialog,
}));
const ShareDialog = lazy(async () => ({
  default: (await withStrings(import('../findings/share/share_dialog.tsx'))).ShareDialog,
}));
const FindingDialog = lazy(async () => ({
  default: (await withStrings(import('../findings/open/finding_dialog.tsx'))).FindingDialog,
}));
const CommandMenu = lazy(async () => ({
  default: (await withStrings(import('../commands/command_menu.tsx'))).CommandMenu,
}));
const GalleryDialog = lazy(async () => ({
  default: (await withStrings(import('../findings/gallery/gallery_dialog.tsx'))).GalleryDialog,
}));
const BoardDialog = lazy(async () => ({
  default: (await withStrings(import('../findings/board/board_dialog.tsx'))).BoardDialog,
}));
const ShortcutsDialog = lazy(async () => ({
  default: (await withStrings(import('../commands/shortcuts_dialog.tsx'))).ShortcutsDialog,
}));
const ConversationsDialog = lazy(async () => ({
  default: (await withStrings(import('../conversations/conversations_dialog.tsx'))).ConversationsDialog,
}));
const Sidebar = lazy(async () => ({ default: (await withStrings(import('../conversations/sidebar.tsx'))).Sidebar }));
const SelfTestNotice = lazy(async () => ({
  default: (await withStrings(import('../self_test/self_test_notice.tsx'))).SelfTestNotice,
}));

/** The page, drawn anew in another language, and once a person goes on after an error that took it away. */
export function App() {
  const [restored] = useState(() => restoreLab(isWide() && lab.getState().open));
  const rounds = useUnexpected((state) => state.rounds);
  const language = useLanguage();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => {
    library.getState().start();
    void comeback.start();
    openConversations();
    const leave = () => {
      keepConversations();
      comeback.leave();
    };
    window.addEventListener('pagehide', leave);
    return () => window.removeEventListener('pagehide', leave);
  }, []);
  return (
    <Boundary key={`${rounds} ${language}`} fallback={<UnexpectedNotice />} onError={unexpected.getState().tellOfEnd}>
      <Page restored={restored} />
    </Boundary>
  );
}

/** `restored`: whether the lab is open because it was left open. */
function Page({ restored }: { restored: boolean }) {
  const view = useView();
  const wide = useWide();
  const filled = useEngineSettled() || !restored;
  useEffect(() => {
    // A narrow window says nothing of what a person wants beside the chat.
    if (wide) lab.getState().change({ open: view.lab !== null });
  }, [wide, view.lab]);
  const listBeside = useListBeside();
  const failed = useSelfTest(({ suspects, check }) => suspects.length > 0 || check?.reference.status === 'wrong');
  useTheme();
  useShortcuts();
  useTabStatus();
  return (
    <div className={styles.app}>
      <a className={styles.skip} href="#message" onClick={skipToMessage}>
        {t('skipToMessage')}
      </a>
      <TopBar />
      {listBeside && (
        <OnDemand>
          <Sidebar />
        </OnDemand>
      )}
      <main className={styles.main}>
        <UnexpectedNotice />
        <Notice />
        <UpdateNotice />
        {failed && (
          <OnDemand>
            <SelfTestNotice />
          </OnDemand>
        )}
        <Chat />
      </main>
      <Drops />
      {view.lab && <Side tab={view.lab} filled={filled} />}
      <EngineBar />
      <OnDemand>
        {view.dialog === 'conversations' && <ConversationsDialog />}
        {view.dialog === 'models' && <ModelsDialog />}
        {view.dialog === 'settings' && <SettingsDialog />}
        {view.dialog === 'share' && <ShareDialog />}
        {view.dialog === 'finding' && <FindingDialog />}
        {view.dialog === 'gallery' && <GalleryDialog />}
        {view.dialog === 'board' && <BoardDialog />}
        {view.dialog === 'commands' && <CommandMenu />}
        {view.dialog === 'shortcuts' && <ShortcutsDialog />}
      </OnDemand>
    </div>
  );
}

function skipToMessage(event: React.MouseEvent): void {
  event.preventDefault(); // the hash names the view
  document.getElementById('message')?.focus();
}
