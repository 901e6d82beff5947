export const en = {
  // A token
  position: 'position {position}',
  tokenAt: '{text} ({position})',
  latest: 'Token: the latest',
  chosen: 'Token: {token}',

  // What the cell that is pointed at holds
  readOut: 'layer {layer}, {token}: {figures}',
  figure: '{figure} {value}',
  figureInChannel: '{figure} {value} in channel {channel}',
  figureAndLargest: '{figure}; {largest}',

  // The charts
  byLayer: '{plot}, layer by layer',
  everyToken: '{plot} of every token',
  everyTokenCaption: '{plot} of every token: layers down, tokens across',
  onShow:
    '{name}: {layers, plural, one {# layer} other {# layers}} and {tokens, plural, one {# token} other {# tokens}}.',
  pointHint: 'Point at a cell, or use the arrow keys. Drag to zoom.',
  keysHint: 'Arrow keys move, Enter shows a token, Shift+Enter compares with it, plus and minus zoom, 0 shows all.',
  fewer: 'Zoom in: fewer tokens',
  more: 'Zoom out: more tokens',
  reset: 'Reset zoom',

  // Colours
  coloursBetween: 'Colours from {low} to {high}, {scale, select, linear {linear} other {logarithmic}}',
  noValue: 'No value yet.',
  notFinite: 'Not finite',
  scale: 'Scale',
  logarithmic: 'logarithmic',
  linear: 'linear',
  coloursFrom: 'Colours from',
  coloursTo: 'Colours to',
  automatic: 'automatic',

  // Two tokens
  compareWith: 'Compare {token} with another',
  comparison: 'Comparison',
  chooseOther: 'Choose another token on the map to compare it with {token}.',
  compared: '{token} compared with {other}.',
  endComparison: 'End the comparison',
} as const;
