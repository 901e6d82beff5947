import { useCallback, useEffect, useRef, useState } from 'react';

/** How near the end still counts as reading along, in pixels. */
const near = 32;

/**
 * Keeps a growing text's end in view until the person scrolls up, and again once they are back at the end. Without
 * `active` there is no end to follow: the top stays.
 */
export function useFollow(active: boolean) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const wanted = useRef(true);
  const [following, setFollowing] = useState(true);

  const follow = useCallback(() => {
    wanted.current = true;
    setFollowing(true);
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  }, []);

  useEffect(() => {
    if (!active) return;
    wanted.current = true;
    const box = scroller.current!;
    let top = box.scrollTop;
    const atEnd = () => box.scrollHeight - box.scrollTop - box.clientHeight <= near;
    const scrolled = () => {
      // Only a move upwards is a wish to leave: growth of the text also takes the end away.
      if (atEnd()) wanted.current = true;
      else if (box.scrollTop < top) wanted.current = false;
      top = box.scrollTop;
      setFollowing(wanted.current);
    };
    const resized = new ResizeObserver(() => {
      if (wanted.current) box.scrollTop = box.scrollHeight;
      else setFollowing(atEnd());
    });
    // What a person unfolds is what they want to see, not the end that it pushes away.
    const unfolded = (event: Event) => {
      if (event.target instanceof Element && event.target.closest('summary')) wanted.current = false;
    };
    box.addEventListener('scroll', scrolled, { passive: true });
    box.addEventListener('click', unfolded);
    resized.observe(content.current!);
    resized.observe(box);
    return () => {
      box.removeEventListener('scroll', scrolled);
      box.removeEventListener('click', unfolded);
      resized.disconnect();
    };
  }, [active]);

  return { scroller, content, following: following || !active, follow };
}
