import { useSyncExternalStore } from 'react';
import { useLab } from '../../store/hooks.ts';
import { useListBeside } from '../conversations/use_list_beside.ts';
import { useWide } from '../view/use_wide.ts';
import { widthIn } from './width.ts';

function subscribe(changed: () => void): () => void {
  window.addEventListener('resize', changed);
  return () => window.removeEventListener('resize', changed);
}

interface Size {
  /** What can be changed: the width beside the chat, in CSS pixels, or the height below it, in hundredths of the window's. */
  along: 'width' | 'height';
  size: number;
}

export function useSize(): Size {
  const wide = useWide();
  const list = useListBeside();
  const { width, height } = useLab((state) => state);
  const window = useSyncExternalStore(subscribe, () => document.documentElement.clientWidth);
  return wide ? { along: 'width', size: widthIn(window, width, list) } : { along: 'height', size: height };
}
