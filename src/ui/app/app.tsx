import { lazy, useEffect, useState } from 'react';
import { comeback, keepConversations, lab, library, openConversations, unexpected } from '../../store/stores.ts';
import { useSelfTest, useUnexpected } from '../../store/hooks.ts';
import { Chat } from '../chat/chat.tsx';
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

const ModelsDialog = lazy(async () => ({ default: (await import('../models/models_dialog.tsx')).ModelsDialog }));
const SettingsDialog = lazy(async () => ({
  default: (await import('../settings/settings_dialog.tsx')).SettingsDialog,
}));
const ShareDialog = lazy(async () => ({ default: (await import('../findings/share/share_dialog.tsx')).ShareDialog }));
const FindingDialog = lazy(async () => ({
  default: (await import('../findings/open/finding_dialog.tsx')).FindingDialog,
}));
const GalleryDialog = lazy(async () => ({
  default: (await import('../findings/gallery/gallery_dialog.tsx')).GalleryDialog,
}));

const CommandMenu = lazy(async () => ({ default: (await import('../commands/command_menu.tsx')).CommandMenu }));
const ShortcutsDialog = lazy(async () => ({
  default: (await import('../commands/shortcuts_dialog.tsx')).ShortcutsDialog,
}));
const ConversationsDialog = lazy(async () => ({
  default: (await import('../conversations/conversations_dialog.tsx')).ConversationsDialog,
}));
const Sidebar = lazy(async () => ({ default: (await import('../conversations/sidebar.tsx')).Sidebar }));
const SelfTestNotice = lazy(async () => ({
  default: (await import('../self_test/self_test_notice.tsx')).SelfTestNotice,
}));
const Lab = lazy(async () => ({ default: (await import('../lab/lab.tsx')).Lab }));

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
  useState(() => restoreLab(isWide() && lab.getState().open));
  const view = useView();
  const wide = useWide();
  useEffect(() => lab.getState().change({ open: view.lab !== null }), [view.lab]);
  const listBeside = useListBeside();
  const failed = useSelfTest(({ suspects, check }) => suspects.length > 0 || check?.reference.status === 'wrong');
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
      <OnDemand>{view.lab && (wide || !view.dialog) && <Lab tab={view.lab} wide={wide} />}</OnDemand>
      <OnDemand>
        {view.dialog === 'conversations' && <ConversationsDialog />}
        {view.dialog === 'models' && <ModelsDialog />}
        {view.dialog === 'settings' && <SettingsDialog />}
        {view.dialog === 'share' && <ShareDialog />}
        {view.dialog === 'finding' && <FindingDialog />}
        {view.dialog === 'gallery' && <GalleryDialog />}
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
