import { useCallback, useState } from 'react';

export interface Size {
  width: number;
  height: number;
}

/** The size that an element has on the page, in CSS pixels; null until it is known. */
export function useSize(): [size: Size | null, ref: (element: Element | null) => void] {
  const [size, setSize] = useState<Size | null>(null);
  const ref = useCallback((element: Element | null) => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      setSize({ width: Math.floor(width), height: Math.floor(height) });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [size, ref];
}
