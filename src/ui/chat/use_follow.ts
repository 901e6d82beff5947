import { useCallback, useEffect, useRef, useState } from 'react';

/** Within this distance of the end, in pixels, the person is reading along. */
const near = 32;

/**
 * Keeps the end of a growing text in view until the person scrolls up, and again once they are back at the end, or `text` names
 * another one. While it is null, the top stays in view.
 */
export function useFollow(text: string | null) {
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
    if (text === null) return;
    wanted.current = true;
    const box = scroller.current!;
    let top = box.scrollTop;
    const atEnd = () => box.scrollHeight - box.scrollTop - box.clientHeight <= near;
    const scrolled = () => {
      // Only scrolling up stops following: growth of the text moves the end away too.
      if (atEnd()) wanted.current = true;
      else if (box.scrollTop < top) wanted.current = false;
      top = box.scrollTop;
      setFollowing(wanted.current);
    };
    const resized = new ResizeObserver(() => {
      if (wanted.current) box.scrollTop = box.scrollHeight;
      setFollowing(wanted.current || atEnd());
    });
    // A person who unfolds something wants to see that, not the end that it pushes away.
    const unfolded = (event: Event) => {
      if (event.target instanceof Element && event.target.closest('summary, [data-unfolds]')) wanted.current = false;
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
  }, [text]);

  return { scroller, content, following: following || text === null, follow };
}
