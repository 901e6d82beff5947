export const en = {
  conversation: 'Conversation',

  // Questions
  you: 'You',
  copyMessage: 'Copy message',
  editMessage: 'Edit message',
  showLess: 'Show less',
  showAll: 'Show all {bytes}',
  editedMessage: 'Edited message',
  cancel: 'Cancel',
  sendEdited: 'Send edited message',

  // Versions
  version: 'Version of this {of, select, question {question} answer {answer} toolAnswer {tool answer} other {}}',
  previous: 'Previous {of, select, question {question} answer {answer} toolAnswer {tool answer} other {}}',
  next: 'Next {of, select, question {question} answer {answer} toolAnswer {tool answer} other {}}',

  // Answers
  answer: 'Answer',
  reading: 'Reading…',
  readingOf: 'Reading {done} of {total} tokens…',
  readingCached: 'Reading {done} of {total} tokens, {cached} from the cache…',
  thinking: 'Thinking…',
  thinkingFor: 'Thinking… {time}',
  thought: 'Thought',
  thoughtFor: 'Thought for {time}',
  continue: 'Continue',
  copyAnswer: 'Copy answer',
  inspect: 'Inspect tokens',
  inspectFailed: 'The token inspector could not be downloaded. Reload the page.',
  regenerate: 'Regenerate',

  // How an answer ended
  interrupted: 'Interrupted: the page was closed before this answer ended.',
  contextFull:
    'The context is full ({count} tokens). Load a longer one from the gauge below the message box, edit an earlier message, or start a new chat.',
  collapsedNote:
    'Stopped: the last logits were all equal or not finite, as happens after an overflow. {trouble} <link>Find the wrong step in the lab</link>. Meanwhile, the reference kernels may be able to answer.',
  allThinking:
    'All {count} tokens were spent on thinking, so the answer never began. Continue, or raise the limit in the settings.',
  cutOff: 'Cut off after {count} tokens. Continue, or raise the limit in the settings.',
  jsonIncomplete: 'The JSON is incomplete: the answer was cut off.',
  'end-of-turn': 'complete',
  stopped: 'stopped',
  'max-tokens': 'reached max tokens',
  'context-full': 'context full',
  collapsed: 'stopped by the watchdog',

  // Its figures
  figures: 'Figures of this answer',
  speed: 'speed',
  speculation: 'speculation',
  speculationOf: '{accepted} of {proposed} draft tokens accepted, {times}× as fast',
  firstToken: 'first token',
  tokens: 'tokens',
  prompt: 'prompt',
  promptOf: '{prompt}, {cached} cached',
  status: 'end',
  seed: 'seed',
  sampling: 'sampling',
  model: 'model',
  penalty: 'penalty {value}',
  greedy: 'greedy',
  temperature: 'temperature {value}',

  // Formatted text and code
  image: 'Image: {name}',
  done: 'Done',
  notDone: 'Not done',
  table: 'Table',
  wrapLines: 'Wrap lines',
  copyCode: 'Copy code',
  codeIn: 'Code, {language}',
  plainText: 'text',
  constrained: 'constrained',
  constrainedToSchema: 'constrained to the schema',
} as const;
