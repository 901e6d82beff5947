import { lazy, Suspense, useEffect, useState } from 'react';
import { comeback, keepConversations, lab, library, openConversations, unexpected } from '../../store/stores.ts';
import { useUnexpected } from '../../store/hooks.ts';
import { Chat } from '../chat/chat.tsx';
import { EngineBar } from '../engine/engine_bar.tsx';
import { useEngineSettled } from '../engine/use_engine_settled.ts';
import { Side } from '../lab/side.tsx';
import { Boundary } from '../controls/boundary.tsx';
import { SelfTestNotice } from '../self_test/self_test_notice.tsx';
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

const ModelsDialog = lazy(async () => ({ default: (await import('../models/models_dialog.tsx')).ModelsDialog }));
const SettingsDialog = lazy(async () => ({
  default: (await import('../settings/settings_dialog.tsx')).SettingsDialog,
}));
const ShareDialog = lazy(async () => ({ default: (await import('../findings/share/share_dialog.tsx')).ShareDialog }));
const FindingDialog = lazy(async () => ({
  default: (await import('../findings/open/finding_dialog.tsx')).FindingDialog,
}));
const CommandMenu = lazy(async () => ({ default: (await import('../commands/command_menu.tsx')).CommandMenu }));
const ShortcutsDialog = lazy(async () => ({
  default: (await import('../commands/shortcuts_dialog.tsx')).ShortcutsDialog,
}));
const ConversationsDialog = lazy(async () => ({
  default: (await import('../conversations/conversations_dialog.tsx')).ConversationsDialog,
}));
const Sidebar = lazy(async () => ({ default: (await import('../conversations/sidebar.tsx')).Sidebar }));

/** The page, drawn anew once a person goes on after an error that took it away. */
export function App() {
  const rounds = useUnexpected((state) => state.rounds);
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
    <Boundary key={rounds} fallback={<UnexpectedNotice />} onError={unexpected.getState().tellOfEnd}>
      <Page />
    </Boundary>
  );
}

function Page() {
  const [restored] = useState(() => restoreLab(isWide() && lab.getState().open));
  const view = useView();
  const wide = useWide();
  const filled = useEngineSettled() || !restored;
  useEffect(() => {
    // A narrow window says nothing of what a person wants beside the chat.
    if (wide) lab.getState().change({ open: view.lab !== null });
  }, [wide, view.lab]);
  const listBeside = useListBeside();
  useTheme();
  useShortcuts();
  useTabStatus();
  return (
    <div className={styles.app}>
      <a className={styles.skip} href="#message" onClick={skipToMessage}>
        Skip to the message box
      </a>
      <TopBar />
      {listBeside && (
        <Boundary fallback={null}>
          <Suspense fallback={null}>
            <Sidebar />
          </Suspense>
        </Boundary>
      )}
      <main className={styles.main}>
        <UnexpectedNotice />
        <Notice />
        <UpdateNotice />
        <SelfTestNotice />
        <Chat />
      </main>
      <Drops />
      {view.lab && <Side tab={view.lab} filled={filled} />}
      <EngineBar />
      <Boundary fallback={null}>
        <Suspense fallback={null}>
          {view.dialog === 'conversations' && <ConversationsDialog />}
          {view.dialog === 'models' && <ModelsDialog />}
          {view.dialog === 'settings' && <SettingsDialog />}
          {view.dialog === 'share' && <ShareDialog />}
          {view.dialog === 'finding' && <FindingDialog />}
          {view.dialog === 'commands' && <CommandMenu />}
          {view.dialog === 'shortcuts' && <ShortcutsDialog />}
        </Suspense>
      </Boundary>
    </div>
  );
}

function skipToMessage(event: React.MouseEvent): void {
  event.preventDefault(); // the hash names the view
  document.getElementById('message')?.focus();
}
