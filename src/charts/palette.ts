/** The page's colours (ui/theme/theme.css) in a theme: a picture keeps its own whatever page shows it. */
export interface Palette {
  page: string;
  surface: string;
  line: string;
  text: string;
  muted: string;
  reference: string;
  referenceText: string;
  referenceSoft: string;
  fused: string;
  fusedText: string;
  danger: string;
}

export type ColourName = keyof Palette;

/** A colour by name, or `share` of `over` laid over `under`. */
export type Ink = ColourName | { over: ColourName; under: ColourName; share: number };

export const palettes: Record<'light' | 'dark', Palette> = {
  light: {
    page: '#fafaf9',
    surface: '#ffffff',
    line: '#e3e3df',
    text: '#1a1b1e',
    muted: '#5b5e66',
    reference: '#0072b2',
    referenceText: '#00629a',
    referenceSoft: '#e4f0f8',
    fused: '#d55e00',
    fusedText: '#a84600',
    danger: '#a8261d',
  },
  dark: {
    page: '#131416',
    surface: '#1a1b1e',
    line: '#303238',
    text: '#e7e7e5',
    muted: '#a3a7af',
    reference: '#0072b2',
    referenceText: '#6db9ec',
    referenceSoft: '#10293a',
    fused: '#d55e00',
    fusedText: '#ff9d5c',
    danger: '#f4a59d',
  },
};

/** `ink` as a canvas takes it. */
export function colourOf(ink: Ink, palette: Palette): string {
  return typeof ink === 'string' ? palette[ink] : mix(palette[ink.over], palette[ink.under], ink.share);
}

/** `ink` as the page's style takes it, in whichever theme is on show. */
export function cssColour(ink: Ink): string {
  if (typeof ink !== 'string') {
    return `color-mix(in srgb, ${cssColour(ink.over)} ${Math.round(100 * ink.share)}%, ${cssColour(ink.under)})`;
  }
  return `var(--${ink.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`)})`;
}

/** `share` of `over` laid over `under`, both `#rrggbb`, as color-mix(in srgb) does. */
export function mix(over: string, under: string, share: number): string {
  const channels = [1, 3, 5].map((at) => {
    const [a, b] = [over, under].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16));
    return Math.round(share * a! + (1 - share) * b!);
  });
  return `rgb(${channels.join(' ')})`;
}
