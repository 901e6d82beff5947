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

  // The panel
  emptyTitle: 'What do the layers do?',
  emptyText:
    'Ask something. While this panel is open, the GPU measures every stage of every layer for each token of the answer, and the charts show it as it comes: what is large, what overflows, and what attention looks at.',
  figureChoice: 'Figure',
  ofStage: 'of a stage',
  ofAttention: 'of attention',
  stage: 'Stage',
  numbersOf: 'Numbers of position {position}',
  numbersTable: 'Table of figures',
  figuresByLayer: 'Figures by layer',
  layer: 'layer',
  share: 'Share',
  findings: 'Findings',
  inAnswer: 'In the answer',
  answering: 'An answer is being written. Share a token of it when it is done.',
  gone: 'This token cannot be run again: only the last answer can. Ask once more.',

  // The logit lens
  lens: 'Logit lens',
  lensSwitch: 'Logit lens: what each layer would say next',
  lensOf: 'Compute it for position {position}',
  lensNext: 'Tokens of the next answer will have it.',
  lensTable: 'Table of the logit lens',
  lensName: 'What each layer would say next',
  likeliest: 'most likely',
  entropy: 'entropy',
  lensLegend: 'A stronger colour is more likely. What the last layer says is framed.',
  lensTook: 'The lens took {ms} ms of the GPU for this token.',

  // Attention
  attention: 'Attention',
  attendsTo: 'What position {position} attends to',
  layerChoice: 'Layer',
  headChoice: 'Head',
  meanOfAll: 'mean of all',
  attentionOf:
    'Position {position}, <token>{text}</token>, {set, select, fused {fused} reference {reference} mixed {mixed} other {}} kernels. A stronger colour is more attention; token 0 has {share}.',
  attendedText: 'Attended tokens',
  topAttended: 'Most attended',
  positionHead: 'position',
  token: 'token',
  shareHead: 'share',
  headsOn: 'Heads on {token}',
  everyHead: 'Every head on <token>{text}</token>: layers down, heads across',
  strongestOn: 'Most on token {on}: head {head} of layer {layer}, {share}',
  headGrid: '{most}; of {layers} layers and {heads} heads',
  headsTook: 'Reading all heads took {ms} ms of the GPU, besides the token itself.',
} as const;
