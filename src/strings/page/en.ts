export const en = {
  skipToMessage: 'Skip to the message box',

  // Buttons
  close: 'Close',
  dismiss: 'Dismiss',
  copied: 'Copied',
  clipboardRefused: 'The browser did not let this page write to the clipboard. Select the text and copy it.',
  tryAgain: 'Try again',
  reload: 'Reload',
  goOn: 'Continue',

  // Updates and errors
  updateReady: 'A new version is ready.',
  updateWhenIdle: 'A new version is ready. Reload when the model is idle.',
  notKeeping: 'This browser no longer stores your work for your next visit: {reason}',
  storageFull: 'its storage is full. Delete models or conversations, or export all conversations to a file.',
  storageDenied: 'it denies storage to this page. Allow data of this site, or export all conversations to a file.',
  newerOpened: 'a newer version of this page was opened here. Reload this one to update it.',
  otherUnsaved: '{reason}. Export all conversations to a file.',
  unreadable:
    'This conversation cannot be read: it is damaged, or from a newer version of this page. It stays stored. Reload the page to update.',
  unexpected: 'Something unexpected went wrong',
  unexpectedDetail:
    'Your conversations are kept. The report says what happened, and on which GPU and browser. It contains nothing that you wrote.',
  copyReport: 'Copy report',
  showReport: 'Show report',
  report: 'Report',
  reportRefused: 'The browser did not let this page write to the clipboard. Select the report and copy it.',
  languageUnreachable: 'This language could not be downloaded. Check the connection, then choose it again in Settings.',

  // Drops
  drop: 'Drop a checkpoint folder, text files, or the picture of a finding',
  backToFinding: 'Back to the finding',
  folderUnreadable: 'The folder could not be read: {reason}',

  // The engine
  conversationKept: 'Your conversation is kept.',
  emptyConversation: 'Empty conversation',
  silent: 'The engine is not responding',
  silentDetail: 'It has not responded for five seconds. Restart it, or wait if this machine is very busy.',
  silentKept: 'Your conversation is kept, and an answer that was cut off can be continued.',
  restart: 'Restart the engine',
  gpuLost: 'The GPU was lost',
  reloadModel: 'Reload the model',
  crashed: 'The engine crashed',
  loadFailed: 'The model could not be loaded',
  stillAnswers: '{name} is still loaded and can answer.',
  chooseModel: 'Choose a model',
  chooseAnother: 'Choose another model',
  cannotChat: '{name} cannot chat',
  noModel: 'No model is loaded',
  loadLast: 'Load the last one',

  // The last model, and a model that is to be kept
  folderLocked: '{name} is in a folder that the browser opens only after a press.',
  openAgain: 'Open again',
  folderGone: '{name} was loaded from a folder. Choose it again in Models.',
  notBack: '{name} could not be loaded, so {bundled} is loaded instead. {reason}',
  endedLoading:
    '{bundled} is loaded instead of {name}: this tab closed while loading that, perhaps for lack of memory.',
  loadAnyway: 'Load it anyway',
  notStored: '{name} is not kept on this device. {reason}',

  // No GPU
  gpuTooSmall: 'This GPU is too small',
  gpuFull: 'The GPU is out of memory',
  noWebGpu: 'WebGPU does not work here',
  insecure: 'Browsers offer WebGPU only to secure pages: open this page over https, or on this machine as localhost.',
  browsers: 'Browsers that support it, and since which version:',
  chromeVersions:
    '113 on Windows, macOS and ChromeOS; 121 on Android 12 or newer; on Linux 144 with Intel (Gen 12 or newer) and 147 with NVIDIA graphics',
  safariVersions: '26 on macOS 26, iOS 26 and iPadOS 26',
  firefoxVersions: '141 on Windows; 147 on Macs with Apple silicon (145 on macOS 26)',
  browserSettings: 'Settings to check; restart the browser afterwards:',
  chromeSettings:
    'Turn on Settings › System › “Use graphics acceleration when available”. chrome://gpu says what is blocked; chrome://flags/#enable-unsafe-webgpu lifts the block, on Linux together with #enable-vulkan.',
  firefoxSettings: 'Set dom.webgpu.enabled to true in about:config.',

  // The adapter, and what is wrong with a token's values
  unnamedAdapter: 'unnamed adapter',
  onTheCpu: '{adapter} (on the CPU)',
  notFinite: '{count} of {of} values of {stage} in layer {layer} are infinite or NaN.',
  allZeros: 'All values of {stage} in layer {layer} are 0.',
  squaresOverflow:
    'The squares of {stage} in layer {layer} overflow (its largest value is {largest}). The next norm therefore multiplies by 0, and everything after it is 0.',

  // Loading
  loadingName: 'Loading {name}',
  loadingProgress: 'Loading progress',
  cancelLoading: 'Cancel loading',
  cancelling: 'Cancelling',
  readingConfig: 'Reading config',
  compilingKernels: 'Compiling kernels',
  weightsFromDevice: 'Copying weights to the GPU, from this device',
  weightsAsDownloaded: 'Copying weights to the GPU as they arrive',
  weightsFromNetwork: 'Copying weights to the GPU, from the network',
  weightsToGpu: 'Copying weights to the GPU',
  bytesOf: '{done} of {all}',
  atRate: ', {rate}',
  timeLeft: ', {time} left',
  retryAt: 'Retrying at {time}.',
  weightsStored: 'Weights are as stored.',
  weightsRounded:
    'Weights are rounded to {choice} blocks: relative error {overall} (RMS), {worst} in the worst tensor, {tensor}.',
  cacheRounded:
    'The KV cache is in {type}: relative error {keys} (RMS) of keys and {values} of values; after {tokens} tokens, {logits} of logits.',
} as const;
