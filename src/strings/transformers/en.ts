export const en = {
  title: 'Answer with transformers.js',
  intro:
    'A second engine in this page: transformers.js runs the loaded model’s own weights in ONNX Runtime, in f32. Checks then compares both, token by token.',
  noModel: 'Load a model first.',
  device: 'Device',
  wasm: 'WASM, on the CPU',
  webgpu: 'WebGPU',
  wasmHint: 'Shares no code and no driver with this page’s kernels. Slow',
  webgpuHint: 'On the GPU that this page’s engine uses',
  start: 'Start transformers.js',
  memory:
    'Takes {atStart} of memory while it starts and {held} afterwards, besides what this page’s engine has. Its runtime, {runtime}, comes from this page’s server.',
  fetchedAgain: 'The weights are not kept on this device: starting fetches {bytes} again.',
  tooLargeForWasm:
    'Does not fit: it needs {needed}, and WebAssembly has {limit} at most. Choose WebGPU, a shorter context, or a smaller model.',
  tooLargeToBind:
    'Does not fit: its largest tensor takes {needed}, and this GPU binds {limit} at most. Choose WASM, or a smaller model.',
  lowMemory: 'This device has about {machine} of memory: the page may run out of it.',
  reading: 'Reading weights: {done} of {total}',
  opening: 'Opening the model in ONNX Runtime…',
  beginning: 'Fetching transformers.js…',
  progress: 'Start of transformers.js',
  cancel: 'Cancel',
  answersNow: 'answers now',
  answerWith: 'Answer with it',
  answerHere: 'Answer with this page',
  end: 'End',
  sameIds: 'Its tokenizer and chat template give the ids of this page: {count} texts and conversations compared.',
  otherIds:
    'Its tokenizer or chat template gives other ids than this page, first for “{text}”. It answers to this page’s ids.',
} as const;
