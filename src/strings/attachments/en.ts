export const en = {
  attachments: 'Attachments',
  size: '{bytes}, {tokens} tokens',
  textOf: 'Text of {name}',
  firstOf: 'The first {shown} of {all} characters. The model reads all of them.',
  asText: 'As text',
  remove: 'Remove {name}',

  // Files that are refused
  notText:
    '{names} {count, plural, one {is} other {are}} not text in UTF-8. Attach .txt, .md, code and the like, or copy the text out of it.',
  tooLarge: '{names} {count, plural, one {is} other {are}} larger than {bytes}. Attach the part that matters.',
  file: 'File',
} as const;
