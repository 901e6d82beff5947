export const en = {
  title: 'Settings',
  description: 'For this conversation, from the next message on.',

  // The page
  everywhere: 'Everywhere',
  language: 'Language',
  browserLanguage: 'Browser’s language',
  checkKernels: 'Check the fused kernels against the reference the first time they run here',
  speculate: 'Speculate: guess tokens from the conversation and check several at once (experimental)',

  // The system prompt
  systemPrompt: 'System prompt',
  systemPromptHint: 'Given to the model before the conversation.',
  savedPrompts: 'Saved prompts',
  noneChosen: 'None selected',
  saveChanges: 'Save changes',
  savePrompt: 'Save prompt',
  saveAsNew: 'Save as new',
  rename: 'Rename',
  delete: 'Delete',
  promptName: 'Prompt name',
  nameTaken: 'Another saved prompt has this name.',
  save: 'Save',
  cancel: 'Cancel',

  // The answer
  answerAs: 'Answer as',
  answerAsHint: 'JSON is valid by construction. Thinking stays free text.',
  text: 'Text',
  json: 'JSON of any shape',
  schema: 'JSON that fits a schema',
  jsonSchema: 'JSON schema',
  schemaUnderstood: 'The schema is valid: every answer will fit it.',

  // Sampling
  sampling: 'Sampling',
  presets: 'Presets',
  asPublished: 'As published',
  qwenThinking: 'Qwen3, thinking',
  qwenPlain: 'Qwen3, not thinking',
  greedy: 'Greedy',
  temperature: 'Temperature',
  zeroGreedy: '0 is greedy',
  topK: 'Top-k',
  topP: 'Top-p',
  minP: 'Min-p',
  repetitionPenalty: 'Repetition penalty',
  zeroOff: '0 is off',
  oneOff: '1 is off',
  seed: 'Seed',
  seedHint: 'If empty, each answer draws a new one',
  random: 'random',
  maxTokens: 'Max tokens',
  maxTokensHint: 'Per answer, thinking included',
  resetSampling: 'Reset sampling',

  // Tools
  tools: 'Tools',
  noTools: 'The chat template of {model} does not support tools, so this model is not offered any.',
  calculator: 'Calculator: exact arithmetic',
  date_and_time: 'Date and time: of this device, with its time zone',
  ownTools: 'Custom tools',
  ownToolsHint: 'Function declarations in JSON. You answer their calls in the conversation.',
  declared: 'Declared: {names}',

  // Defaults
  defaults: 'Defaults',
  areDefaults: 'New conversations start with these settings, too.',
  notDefaults: 'Only this conversation has these settings. New ones start with the defaults.',
  makeDefaults: 'Make these the defaults',
  takeDefaults: 'Restore the defaults',

  // A full context
  whenFull: 'When the context is full',
  whenFullHint: 'The conversation itself is not changed.',
  'leave-out': 'Leave out the oldest messages',
  summarise: 'Summarise the oldest messages',
  ask: 'Ask me',
} as const;
