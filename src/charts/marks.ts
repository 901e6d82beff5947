/**
 * A chart as data: marks in pixels, without a canvas or a page. `charts/canvas` draws them on a picture, `ui/charts` as SVG
 * on the page.
 */
import type { Ink } from './palette.ts';

/** In pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface TextLook {
  /** Of the font, in pixels. */
  size: number;
  ink: Ink;
  /** 400 by default. */
  weight?: number;
  /** `sans` by default. */
  family?: 'sans' | 'mono';
  /** Which part of the text lies at x; `left` by default. */
  align?: 'left' | 'center' | 'right';
}

export interface Text extends TextLook {
  kind: 'text';
  text: string;
  x: number;
  /** Of the baseline. */
  y: number;
  /** A picture cuts longer text off, with an ellipsis. */
  maxWidth?: number;
  /** Turned by a quarter about x and y, so that it reads upwards. */
  turned?: true;
}

export interface Rect extends Box {
  kind: 'rect';
  /** Null for a frame. */
  fill: Ink | null;
  /** Of the corners. */
  radius?: number;
  stroke?: { ink: Ink; width: number };
}

export interface Polyline {
  kind: 'polyline';
  points: readonly { x: number; y: number }[];
  ink: Ink;
  width: number;
  /** Lengths of dashes and gaps; none for a solid line. */
  dash: readonly number[];
}

/** A filled shape about a point. */
export interface Marker {
  kind: 'marker';
  /** An SVG path about the origin, some 8 pixels wide. */
  path: string;
  x: number;
  y: number;
  scale: number;
  ink: Ink;
  /** What the page says where it is pointed at. */
  title?: string;
}

/** Marks that belong together. */
export interface Group {
  kind: 'group';
  /** What they show, by which a style or a test finds them on the page. */
  look?: string;
  /** What the page says where they are pointed at. */
  title?: string;
  marks: readonly Mark[];
}

/** Later marks are drawn over earlier ones. */
export type Mark = Text | Rect | Polyline | Marker | Group;

/** How wide a text is in a look, in pixels. */
export type Measure = (text: string, look: TextLook) => number;

/** The font size, `look.size` or less, at which `text` is at most `maxWidth` pixels wide. */
export function fittedSize(text: string, maxWidth: number, look: TextLook, measure: Measure): number {
  return Math.min(look.size, (look.size * maxWidth) / measure(text, look));
}
