export const en = {
  // Connecting
  title: 'Answer with a server',
  intro:
    'For models that do not fit this GPU: vLLM, SGLang, llama-server, Ollama, or any server with OpenAI’s interface. What you write is then sent to it.',
  policy:
    'The page may reach only servers that it was started for: <code>npm start -- --connect http://localhost:8000</code>',
  address: 'Address',
  addressHint: 'With or without /v1',
  key: 'Key',
  keyHint: 'If it asks for one. Kept until the page is closed',
  connect: 'Connect',
  asking: 'Asking the server…',
  model: 'Model',
  answerWithModel: 'Answer with this model',

  // Connected
  connected: 'Connected servers',
  answers: 'answers now',
  answerWith: 'Answer with it',
  answerHere: 'Answer with this page',
  disconnect: 'Disconnect',
  contextOf: '{about}, up to {count} tokens',
  limits: 'What is different with it',

  // What it does not do
  fewSettings:
    'It is told temperature, top-p, seed and max tokens only: the other settings are no part of OpenAI’s interface.',
  noThinkingSwitch: 'Whether it thinks cannot be chosen here.',
  noTools: 'Its model takes no tools.',
  toolsNeedFlag: 'It calls tools only if it was started with a tool parser (vLLM: --enable-auto-tool-choice).',
  cutsSilently:
    'It drops the beginning of a conversation that is longer than its context, without a word. Its setting is OLLAMA_CONTEXT_LENGTH.',
  noCount: 'It does not count tokens beforehand: a conversation that is too long is refused once it is sent.',
  noContinue: 'An answer that was cut cannot go on: regenerate it.',
  noFormat: 'An answer cannot be held to JSON.',
  noKernels: 'The lab measures this page’s engine. Checks compares both.',
  ownSeeds: 'A seed draws other tokens than in this page.',

  // Measured
  engines: 'Last answers by engine',
  engine: 'engine',
  speed: 'speed',
  firstToken: 'first token',
  weightsMemory: 'weights',
  elsewhere: 'elsewhere',
  besideBench: 'Beside other engines',
  decodingAt: 'decoding at {context} tokens',
  rateWithP10: '{rate}, p10 {p10}',
  promptOf: 'prompt of {tokens} tokens',

  // Compared
  beside: 'Beside another engine',
  besideIntro:
    'Does another engine compute what this page computes? Both get the same ids, each judges the other’s tokens, and the verdict says how far apart they are.',
  besideNone: 'Start transformers.js or connect a server first: <models>Models</models>, at the end.',
  question: 'Question',
  firstQuestion: 'What is the capital of France?',
  tokensToCompare: 'Tokens',
  compareWith: 'Compare with {label}',
  compareStages: 'Stage by stage with {label}',
  stagesTitle:
    'Holds every stage of the reference against its own. It starts a second time for this, with the weights once more in memory, and ends afterwards.',
  stagesOf: 'Stages compared with {label}',
  comparing: 'Comparing…',
  reportOf: 'Compared with {label}',
  same: '{label} agrees with this page: a mean KL of {kl} nats, as between engines with the same weights.',
  rounded: '{label} differs by a mean KL of {kl} nats, as an engine does whose weights are rounded.',
  other: '{label} is far off: a mean KL of {kl} nats. It runs another model, or one of both computes wrong.',
  open: '{label} tells of too few candidates for a verdict: the mean KL is {kl} nats.',
  between: '{low} to {high}',
  atMost: 'at most {high}',
  places:
    '{same} of {places, plural, one {# place has} other {# places have}} the same likeliest token. The largest KL is {max} nats, its 99.9th percentile {p999}.',
  untold: 'It tells of its likeliest tokens only. The rest has at most {share} of the probability, so KL is bounded.',
  goOnAlike: 'Both go on with the same {count, plural, one {token} other {# tokens}}.',
  part: 'The continuations part at token {at}: {here} here ({hereHere}, there {hereThere}), {there} there ({thereThere}, here {thereHere}).',
  untoldOne: 'not told',
  sameIds: 'Its tokenizer and chat template give the same {count} ids of the prompt.',
  otherIds:
    'Its tokenizer or chat template gives other ids of the prompt. Both got those of this page, so the figures hold; its own answers are to another prompt.',
  unknownIds:
    'Both got this page’s {count} ids of the prompt. Whether its chat template gives the same, it does not say.',
  checked: 'The kernels here have passed their check against float64: a difference is not theirs.',
  suspected: 'Some kernels here have failed their check: the difference may be theirs.',
  unchecked: 'The kernels here have not been checked yet: Diagnose does.',
  sameText: 'The same text: {count, plural, one {# character} other {# characters}}.',
  otherText: 'Another text from character {at} on. {label} tells of no ids, so how far apart both are is unknown.',
  thisPage: 'This page',
  onOurs: 'Of this page’s tokens',
  onTheirs: 'Of its tokens',
  givenToken: 'token',
  hereShort: 'here',
  thereShort: 'there',
  klShort: 'KL',
  likeliestHere: 'likeliest here',
  likeliestThere: 'likeliest there',
} as const;
