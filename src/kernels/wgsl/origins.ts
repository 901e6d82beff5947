import { withoutDirectives, type ShaderFile } from '../compose.ts';

/** A line of a file below the root of the repository. */
export interface Origin {
  file: string;
  /** From 1 on. */
  line: number;
}

/**
 * Where the lines of `wgsl` come from, for the text composed for `kernel`. A line that a variant has edited, and the rest of
 * its file, come from nowhere.
 */
export function originsOf(kernel: ShaderFile, wgsl: string): (Origin | null)[] {
  const origins: (Origin | null)[] = wgsl.split('\n').map(() => null);
  const files = reach(kernel);
  for (const { path, text } of files) {
    const start = wgsl.indexOf(withoutDirectives(text));
    if (start < 0) continue;
    const first = countLines(wgsl.slice(0, start)) - 1;
    for (let line = 0; line < countLines(text); line++) origins[first + line] = { file: fileOf(path), line: line + 1 };
  }
  // What is left at the top are directives.
  const lines = wgsl.split('\n');
  for (let n = 0; n < lines.length && origins[n] === null; n++) {
    for (const { path, text } of files) {
      const line = text.split('\n').indexOf(lines[n]!);
      if (line >= 0) origins[n] ??= { file: fileOf(path), line: line + 1 };
    }
  }
  return origins;
}

const fileOf = (path: string) => `shaders/${path}`;

/** All that a kernel may be composed of, itself last. */
function reach(kernel: ShaderFile, found = new Set<ShaderFile>()): Set<ShaderFile> {
  for (const part of [...kernel.needs, ...kernel.oneOf]) reach(part, found);
  return found.add(kernel);
}

const countLines = (text: string) => text.split('\n').length;
