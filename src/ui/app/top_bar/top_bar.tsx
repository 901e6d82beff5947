import { Boxes, FlaskConical, Monitor, Moon, PanelLeft, Settings2, SquarePen, Sun } from 'lucide-react';
import { useAnswering, useConversation, useSettings } from '../../../store/hooks.ts';
import { settings } from '../../../store/stores.ts';
import type { Theme } from '../../../store/chat/settings.ts';
import { IconButton } from '../../controls/button.tsx';
import { BarButton } from './bar_button.tsx';
import { ProgramSwitch } from '../../program/program_switch.tsx';
import { startNewChat } from '../../conversations/new_chat.ts';
import { toggleList, useListBeside } from '../../conversations/use_list_beside.ts';
import { ModelLine } from './model_line.tsx';
import { Rate } from './rate.tsx';
import styles from './top_bar.module.css';
import { labButton, showDialog, showLab, useView } from '../../view/view.ts';
import { t } from '../../../strings/top_bar/t.ts';

export function TopBar() {
  return (
    <header className={styles.bar}>
      <div className={styles.brand}>
        <ListButton />
        <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden>
          <path d="M12 1v9" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" opacity="0.55" />
          <path d="M8 10h8l-1 6.5L12 23l-3-6.5z" fill="var(--reference)" />
        </svg>
        <h1>Plumbline</h1>
      </div>
      <ModelLine />
      <div className={styles.figures} role="group" aria-label={t('engine')}>
        <ProgramSwitch />
        <Rate />
      </div>
      <nav className={styles.buttons} aria-label={t('page')}>
        <NewChat />
        <BarButton word={t('models')} icon={Boxes} onClick={() => showDialog('models')} />
        <BarButton word={t('settings')} icon={Settings2} onClick={() => showDialog('settings')} />
        <ThemeSwitch />
        <LabButton />
      </nav>
    </header>
  );
}

function NewChat() {
  const idle = useAnswering(({ streaming }) => streaming === null);
  const empty = useConversation(({ tree, draft }) => tree.nodes.length === 0 && draft === '');
  return <BarButton word={t('newChat')} icon={SquarePen} disabled={!idle || empty} onClick={startNewChat} />;
}

function ListButton() {
  const beside = useListBeside();
  const inFront = useView().dialog === 'conversations';
  const open = beside || inFront;
  return <IconButton label={t('conversations')} icon={PanelLeft} aria-expanded={open} onClick={toggleList} />;
}

function LabButton() {
  const open = useView().lab !== null;
  return (
    <BarButton
      id={labButton}
      word={t('lab')}
      icon={FlaskConical}
      aria-expanded={open}
      onClick={() => showLab(open ? null : 'compare')}
    />
  );
}

const themes: Theme[] = ['system', 'light', 'dark'];
const themeIcons = { system: Monitor, light: Sun, dark: Moon };

function ThemeSwitch() {
  const theme = useSettings((settings) => settings.theme);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length]!;
  return (
    <BarButton
      word={t('theme')}
      aria-label={t('themeIs', { theme })}
      title={t('themeIs', { theme })}
      icon={themeIcons[theme]}
      onClick={() => settings.getState().change({ theme: next })}
    />
  );
}
