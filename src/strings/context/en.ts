export const en = {
  title: 'Context',
  close: 'Close',
  alone:
    'This message alone is {tokens} tokens long, and the context holds {context}. Shorten it, or load a longer context.',
  'leave-out':
    'The conversation no longer fits the {context} tokens of the context. The oldest {count, plural, one {question is} other {# questions are}} left out, with the answers, and the whole prompt of {tokens} tokens is read again.',
  summarise:
    'The conversation no longer fits the {context} tokens of the context. The oldest {count, plural, one {question is} other {# questions are}} summarised, with the answers, and the whole prompt of {tokens} tokens is read again.',
  ask: 'The conversation no longer fits the {context} tokens of the context. You will be asked whether the oldest {count, plural, one {question is} other {# questions are}} left out or summarised, with the answers. The whole prompt of {tokens} tokens is then read again.',
  used: '{used} of {context} tokens are used.',
  usedWithDraft: '{used} of {context} tokens are used, including what you are writing.',
  reuse: 'The last prompt had {prompt} tokens, {cached} of which were in the KV cache.',

  // A longer context
  longest: 'This model reads at most {count} tokens.',
  longer: 'Longer contexts',
  loadWith: 'Load with {count} tokens',
  more: '{bytes} more. {why}',

  // Making room
  summarising: 'Summarising the messages that no longer fit the context…',
  withoutSummary: 'Continue without a summary',
  full: 'The context is full',
  question:
    'The conversation no longer fits the context. Should the model leave out the oldest {count, plural, one {question} other {# questions}} and the answers, or summarise them first? The conversation itself is not changed.',
  leaveOut: 'Leave them out',
  summariseThem: 'Summarise them',
  leftOut:
    'Written without the oldest {count, plural, one {question} other {# questions}} and the answers: the context was full.',
  above: 'The model no longer sees what is above.',
  aboveSummary: 'The model no longer sees what is above, only a summary of it.',
  summary: 'Summary',
  summaryHint: 'The model wrote this and reads it in place of what is above. Changes take effect with the next answer.',
} as const;
