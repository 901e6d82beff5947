export const en = {
  status: 'Engine status',

  // Nothing that anyone waits for
  opening: 'Looking for a GPU…',
  notRunning: 'The engine is not running',
  noModel: 'No model is loaded',
  ready: '{name} is ready',
  compiling: '{name} is ready. Compiling fused kernels',
  checking: '{name} is ready. Checking kernels while idle',
  prefill: 'Reading the prompt',
  writing: 'Writing an answer',

  // Loading
  loading: 'Loading {name}: {stage}',
  loadingModel: 'Loading the model: {stage}',

  // Jobs: what each does, and what it is called
  diagnosisDoes: 'Diagnosing',
  diagnosisName: 'the diagnosis',
  benchmarkDoes: 'Benchmarking',
  benchmarkName: 'the benchmark',
  storyDoes: 'Playing the story',
  storyName: 'the story',
  remediesDoes: 'Trying three remedies',
  remediesName: 'the remedies',
  tokenDoes: 'Running a token again',
  tokenName: 'this run',
  knownDoes: 'Comparing with known answers',
  knownName: 'the comparison',
  batchesDoes: 'Checking batch invariance',
  batchesName: 'the batch check',
  kernelDoes: 'Trying your kernel',
  kernelName: 'the trial',
  peerDoes: 'Comparing with another engine',
  peerName: 'the comparison',
  oddsDoes: 'Running the answer again',
  oddsName: 'this run',
  doing: '{does}: {what}',
  storyPart: 'part {part} of {parts}',
  timeLeft: 'about {time} left',
  stop: 'Stop',
  stopJob: 'Stop {job}',

  // Parts of a diagnosis
  reference: 'checking the reference against float64',
  alone: 'testing each kernel on extreme inputs',
  replay: 'running each step on the reference’s inputs',
  lockstep: 'running both programs side by side',
  verdict: 'comparing with known faults',
  bisect: 'bisecting the fused steps',

  // Parts of a benchmark
  prefillRows:
    '{set, select, fused {fused} reference {reference} mixed {mixed} other {}} kernels, prefill of {tokens} tokens',
  decodeRows:
    '{set, select, fused {fused} reference {reference} mixed {mixed} other {}} kernels, decode at a context of {tokens} tokens',
  stepsRows:
    '{set, select, fused {fused} reference {reference} mixed {mixed} other {}} kernels, each step alone at a context of {tokens} tokens',
} as const;
