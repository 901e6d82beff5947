import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import styles from './top_bar.module.css';

interface Props extends Omit<ComponentProps<'button'>, 'children'> {
  word: string;
  icon: LucideIcon;
}

/** A control of the bar, with its word: beside the icon, or below it where the bar is narrow. */
export function BarButton({ word, icon: Icon, ...rest }: Props) {
  return (
    <button type="button" className={styles.button} {...rest}>
      <Icon size={16} aria-hidden />
      <span>{word}</span>
    </button>
  );
}
