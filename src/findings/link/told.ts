/** What the sender of a link saw, beside the run in it. It is told and not measured: a page says so, and shows it as nothing else. */
import * as v from 'valibot';
import { refuse } from '../../result.ts';
import { worstStages } from '../diagnosis/worst_stages.ts';
import { told as schema, type Told } from '../format/told.ts';
import type { Finding } from '../format/finding.ts';
import { exactJson } from '../format/real.ts';
import { fromBase64Url, toBase64Url } from './bytes.ts';

const mark = '&told=';

/** As many as a reader wants to know before running it again. */
const stages = 5;

/** What is told of a finding, to stand behind its {@link permalink}; empty where there is nothing that a link could hold. */
export function tellOf(finding: Finding): string {
  if (finding.kind !== 'diagnosis') return '';
  const { status, step, layer } = finding.diagnosis.verdict;
  const worst = worstStages(finding.diagnosis, stages).map((stage) => ({
    ...stage,
    error: Number(stage.error.toPrecision(3)),
    timesFloor: Number(stage.timesFloor.toPrecision(3)),
  }));
  return mark + toBase64Url(new TextEncoder().encode(exactJson({ status, step, layer, worst } satisfies Told)));
}

/** Divides what follows `#run=` into the run, and what is told of it; null where nothing is. Refuses with `bad-request` what could not be told. */
export function dividedLink(link: string): { run: string; told: Told | null } {
  const [run, text] = link.split(mark);
  if (text === undefined) return { run: run!, told: null };
  const told = v.safeParse(schema, parsed(text));
  if (!told.success) refuse('bad-request', 'This link is damaged where it tells of the result: ask for it again.');
  return { run: run!, told: told.output };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(fromBase64Url(text)));
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) return null;
    throw error;
  }
}
