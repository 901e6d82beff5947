/** The page's colours (ui/theme.css), as a canvas needs them: a picture keeps its own whatever page shows it. */
export interface Palette {
  page: string;
  surface: string;
  line: string;
  text: string;
  muted: string;
  reference: string;
  referenceText: string;
  fused: string;
  fusedText: string;
}

export const palettes: Record<'light' | 'dark', Palette> = {
  light: {
    page: '#fafaf9',
    surface: '#ffffff',
    line: '#e3e3df',
    text: '#1a1b1e',
    muted: '#5b5e66',
    reference: '#0072b2',
    referenceText: '#00629a',
    fused: '#d55e00',
    fusedText: '#a84600',
  },
  dark: {
    page: '#131416',
    surface: '#1a1b1e',
    line: '#303238',
    text: '#e7e7e5',
    muted: '#a3a7af',
    reference: '#0072b2',
    referenceText: '#6db9ec',
    fused: '#d55e00',
    fusedText: '#ff9d5c',
  },
};

/** `share` of `over` laid over `under`, both `#rrggbb`, as color-mix(in srgb) does. */
export function mix(over: string, under: string, share: number): string {
  const channels = [1, 3, 5].map((at) => {
    const [a, b] = [over, under].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16));
    return Math.round(share * a! + (1 - share) * b!);
  });
  return `rgb(${channels.join(' ')})`;
}
