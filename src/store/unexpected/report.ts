import type { AdapterDescription } from '../../worker/api.ts';
import { stepNames, type Program } from '../../vocabulary/program.ts';

/** What a report is made of. */
export interface Circumstances {
  version: string;
  browser: string;
  /** Null before the GPU was opened. */
  adapter: AdapterDescription | null;
  program: Program;
  /** Of the loaded model; null without one. */
  model: { parameters: number } | null;
  events: readonly string[];
}

/** A text about an error that a person can send: where it happened and in what circumstances, with nothing that they wrote or named. */
export function reportOf(error: unknown, circumstances: Circumstances): string {
  const { version, browser, adapter, program, model, events } = circumstances;
  return [
    `Plumbline ${version}`,
    `Error: ${withoutTexts(messageOf(error))}`,
    ...placesOf(error).map((place) => `  ${place}`),
    `Browser: ${browser}`,
    `Adapter: ${adapter ? adapterInWords(adapter) : 'not open'}`,
    `Program: ${stepNames.map((step) => `${step} ${program[step]}`).join(', ')}`,
    `Model: ${model ? `${model.parameters} parameters` : 'none'}`,
    'Events:',
    ...events,
  ].join('\n');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : typeof error;
}

/** Engines quote what could not be read, and what they quote may be a person's. */
function withoutTexts(message: string): string {
  return message
    .replace(/(["'`“‘«]).*(["'`”’»])/gs, '$1…$2')
    .replace(/\b(?:https?|blob|file):\S*/g, '(address)')
    .slice(0, 200);
}

/** The frames of the stack by function, file and line: addresses would tell where the page is hosted. */
function placesOf(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const places = stack.split('\n').flatMap((line) => {
    // `at name (address:1:2)` or `at address:1:2` in Chromium, `name@address:1:2` elsewhere.
    const [, file] = (/^\s+at |@/.test(line) && /([\w.-]+:\d+:\d+)\)?$/.exec(line)) || [];
    const [, name] = /^\s+at (?:async )?([\w.$ ]+) \(/.exec(line) ?? /^([\w.$/]+)@/.exec(line) ?? [];
    return file === undefined ? [] : [[name, file].filter(Boolean).join(' ')];
  });
  return places.slice(0, 12);
}

function adapterInWords({
  vendor,
  architecture,
  device,
  description,
  isFallback,
  ...limits
}: AdapterDescription): string {
  const names = [vendor, architecture, device, description].filter(Boolean).join(' ') || 'unnamed';
  const { features, subgroupSizes, multipliesMatrices, maxBindingBytes } = limits;
  return [
    isFallback ? `${names} (CPU)` : names,
    `bindings of ${maxBindingBytes} bytes`,
    subgroupSizes ? `subgroups of ${subgroupSizes.join(' to ')}` : 'no subgroups',
    multipliesMatrices ? 'matrices' : 'no matrices',
    features.join(' '),
  ].join(', ');
}
