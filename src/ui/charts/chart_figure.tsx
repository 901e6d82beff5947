import { Maximize2, Minimize2 } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { t } from '../../strings/charts/t.ts';
import { IconButton } from '../controls/button.tsx';
import styles from './charts.module.css';

interface Props {
  /** What the chart is called. */
  name: string;
  /** What it shows, if its name does not say that. */
  caption?: ReactNode;
  children: ReactNode;
}

/** A chart with what it shows, which can have the full screen. */
export function ChartFigure({ name, caption = name, children }: Props) {
  const figure = useRef<HTMLElement>(null);
  const [full, setFull] = useState(false);
  useEffect(() => {
    const changed = () => setFull(document.fullscreenElement !== null && document.fullscreenElement === figure.current);
    document.addEventListener('fullscreenchange', changed);
    return () => document.removeEventListener('fullscreenchange', changed);
  }, []);
  const toggle = () => void (full ? document.exitFullscreen() : figure.current!.requestFullscreen());
  return (
    <figure ref={figure} className={styles.figure}>
      <figcaption>
        {caption}
        {document.fullscreenEnabled && (
          <IconButton
            className={styles.full}
            label={t(full ? 'leaveFullScreen' : 'fullScreen', { name })}
            icon={full ? Minimize2 : Maximize2}
            onClick={toggle}
          />
        )}
      </figcaption>
      {children}
    </figure>
  );
}
