import { bounds } from '../../store/lab/lab.ts';

/** In CSS pixels: the column of the chat with its margins, the list beside it, and what the chat keeps in any case. */
const room = { chat: 780, list: 272, minChat: 400 };
/** Widths that the lab takes by itself: what its tables need, and what they do not need more than. */
const own = { min: 448, max: 760 };

const clamp = (value: number, min: number, max: number) => Math.max(min, Math.min(max, value));

/** The lab's width in a window: what a person chose, or all that the chat has no use for. */
export function widthIn(window: number, chosen: number | null, list: boolean): number {
  const free = window - room.chat - (list ? room.list : 0);
  const max = Math.max(bounds.width.min, window - room.minChat);
  return clamp(chosen ?? clamp(free, own.min, own.max), bounds.width.min, max);
}
