import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../bootstrap/process.mjs';

/** As in .oxlintrc.json, which covers TypeScript and JavaScript. */
const maxLines = 300;
const folders = ['src', 'shaders', 'e2e', 'tools'];
const checked = new Set(['.wgsl', '.css', '.html', '.py', '.sh']);

/** @returns {string[]} the source files that the linter does not read and that are too long, one line each */
export function tooLongFiles() {
  return folders
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        path.join(folder, file),
      ),
    )
    .filter((file) => checked.has(path.extname(file)))
    .map((file) => ({ file, lines: readFileSync(path.join(root, file), 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > maxLines)
    .map(({ file, lines }) => `${file} has ${lines} lines, more than ${maxLines}: split it.`);
}
