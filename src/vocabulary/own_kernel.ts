/** Bytes of UTF-8 that the text of a person's kernel may have: six times the longest kernel on file. */
export const maxKernelBytes = 65_536;
