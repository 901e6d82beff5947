export const en = {
  fullScreen: 'Full screen: {name}',
  leaveFullScreen: 'Leave full screen: {name}',
  floorsBar: 'Colours from 1 to 1,000,000 times the noise floor',
} as const;
