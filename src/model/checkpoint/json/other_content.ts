import { refuse } from '../../../result.ts';

/** A page as a browser or a tool saves it in place of the file that the page is about. */
const page = /^\s*<(!doc|html|\?xml)/i;

/** What a Git LFS pointer begins with. git-lfs.com: docs/spec.md */
const opening = 'version https://git-lfs.github.com/spec/';

/**
 * A clone without LFS leaves a text of three lines in place of a large file, and a download of the wrong address leaves a web page.
 *
 * @param start The first 8 characters of the file, or more. No safetensors or GGUF file begins with these 8.
 * @throws Refusal ('bad-checkpoint') when they are a pointer's or a page's.
 */
export function refuseOtherContent(start: string, file: string): void {
  if (page.test(start)) {
    const remedy = 'download the file itself: on the hub, its address has /resolve/ in place of /blob/';
    refuse('bad-checkpoint', `${file}: is a web page, not the file that belongs here; ${remedy}`);
  }
  if (start.length < 8 || !opening.startsWith(start.slice(0, opening.length))) return;
  const remedy = 'run "git lfs pull" in the folder, or download the file itself';
  refuse('bad-checkpoint', `${file}: is a Git LFS pointer, not the file it stands for; ${remedy}`);
}
