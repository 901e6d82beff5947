import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { root } from '../tools/bootstrap/process.mjs';
import { readSafetensors } from '../tools/lib/safetensors_reader.ts';

export const goldenNames = ['tied-f32', 'untied-bf16', 'odd-bf16', 'odd-f16', 'yarn-bf16'];

/** A folder with a checkpoint and its goldens. */
export function goldenFolder(name: string): string {
  return path.join(root, 'e2e', 'goldens', name);
}

/** A tensor of ids, such as `tokens`, of a safetensors file. */
export async function readIds(file: string, name: string): Promise<number[]> {
  const tensor = (await readSafetensors(file)).get(name);
  return Array.from((await tensor?.read()) ?? []);
}

/** Runs a tool as `npm run -s NAME` does. */
export async function runTool(name: string, args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [path.join(root, 'tools', 'run.mjs'), name, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { stdout, stderr, exitCode };
}

export const runTraceTool = (args: string[], env: Record<string, string> = {}) => runTool('trace', args, env);
