/** What the sender of a link saw, beside the run in it. It is told and not measured: a page says so, and shows it as nothing else. */
import * as v from 'valibot';
import { refuse } from '../../result.ts';
import type { Told } from '../format/told.ts';
import type { Finding } from '../format/finding.ts';
import { exactJson } from '../format/real.ts';
import type { RunSpec } from '../format/spec.ts';
import { kindOf } from '../kinds/kinds.ts';
import { linkedSpec } from '../own_kernel/shared_text.ts';
import { specOf } from '../record.ts';
import { fromBase64Url, toBase64Url } from './bytes.ts';
import { permalink, readRun } from './permalink.ts';

const mark = '&told=';

/** The link to a finding that a person copies: its run, and what is told of it. */
export function linkTo(finding: Finding, page: string): string {
  return permalink(linkedSpec(specOf(finding)), page) + tellOf(finding);
}

/** What is told of a finding, to stand behind its {@link permalink}; empty where there is nothing that a link could hold. */
export function tellOf(finding: Finding): string {
  const { told } = kindOf(finding);
  return told ? mark + toBase64Url(new TextEncoder().encode(exactJson(told.of(finding)))) : '';
}

/** Reads what follows `#run=` in a link: the run, and what is told of it; null where nothing is. Refuses with `bad-request` what could not be told. */
export function readLink(link: string): { spec: RunSpec; told: Told | null } {
  const [run, text] = link.split(mark);
  const spec = readRun(run!);
  if (text === undefined) return { spec, told: null };
  const { told } = kindOf(spec);
  const read = told && v.safeParse(told.schema, parsed(text));
  if (!read?.success) refuse('bad-request', 'This link is damaged where it tells of the result: ask for it again.');
  return { spec, told: read.output };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(fromBase64Url(text)));
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) return null;
    throw error;
  }
}
