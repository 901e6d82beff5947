import { refuse } from '../../../result.ts';

/** What a Git LFS pointer begins with. git-lfs.com: docs/spec.md */
const opening = 'version https://git-lfs.github.com/spec/';

/**
 * A clone without LFS leaves a text of three lines in place of a large file.
 *
 * @param start The first 8 characters of the file, or more. No safetensors file begins with these 8.
 * @throws Refusal ('bad-checkpoint') when they are a pointer's.
 */
export function refusePointer(start: string, file: string): void {
  if (start.length < 8 || !opening.startsWith(start.slice(0, opening.length))) return;
  const remedy = 'run "git lfs pull" in the folder, or download the file itself';
  refuse('bad-checkpoint', `${file}: is a Git LFS pointer, not the file it stands for; ${remedy}`);
}
