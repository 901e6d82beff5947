export const en = {
  toolCalls: 'Tool calls',

  // While a call is written, and where it cannot be answered
  aTool: 'a tool',
  calling: 'Calling {names}…',
  soFar: 'Written so far',
  cutCall: 'Tool call, cut off before it was complete',
  unreadCall: 'Unreadable tool call',
  unread: 'This tool call cannot be read: {reason}. Regenerate the answer, or ask the model to call the tool again.',

  // Calls and their answers
  calls: 'Calls <tool>{name}</tool>',
  called: 'Called <tool>{name}</tool>',
  refused: 'Refused <tool>{name}</tool>',
  arguments: 'Arguments',
  toolAnswer: 'Answer of the tool',
  yourAnswer: 'Your answer',
  answerFor: 'Answer for {call}',
  answerHint: 'The model reads this as the result of the tool.',
  refuse: 'Refuse',
  sendAnswer: 'Send answer',
  change: 'Change the answers to these calls',
  answered: 'The calls are answered, but the model has not continued yet.',
  rounds: 'The model has called tools {count} times since your question.',
  letContinue: 'Let it continue',
} as const;
