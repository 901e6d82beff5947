import { useCallback, useState, type ReactNode } from 'react';
import styles from './wide.module.css';

/** A table that may be wider than its place: it scrolls by itself, its first column stays, and a shade at an edge says that more lies there. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  const [more, setMore] = useState({ before: false, after: false });
  const watch = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const look = () => {
      const { scrollLeft, clientWidth, scrollWidth } = element;
      const next = { before: scrollLeft > 1, after: scrollLeft + clientWidth < scrollWidth - 1 };
      setMore((now) => (now.before === next.before && now.after === next.after ? now : next));
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);
  return (
    <div className={styles.wide} data-before={more.before || undefined} data-after={more.after || undefined}>
      <div ref={watch} className={styles.scrolled} role="group" aria-label={label} tabIndex={0}>
        {children}
      </div>
    </div>
  );
}
