import type { CSSProperties, ReactNode } from 'react';
import styles from './charts.module.css';
import { useSize, type Size } from './use_size.ts';

interface Props {
  /** In CSS pixels, but on the full screen, where a chart takes what is left. */
  height: number;
  /** Draws the chart in pixels of the page, so that its text is as large as any other. */
  children: (size: Size) => ReactNode;
}

/** As wide as there is room. */
export function Sized({ height, children }: Props) {
  const [size, ref] = useSize();
  return (
    <div ref={ref} className={styles.sized} style={{ '--height': `${height}px` } as CSSProperties}>
      {size && size.width > 0 && children(size)}
    </div>
  );
}
