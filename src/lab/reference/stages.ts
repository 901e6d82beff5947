import { observe } from '../../model/observe/observe.ts';
import type { Session } from '../../model/sequence/session.ts';
import { uniformProgram } from '../../vocabulary/program.ts';
import { stageName, type Stage } from '../../vocabulary/stages.ts';
import { refuseIfStopped } from '../diagnose/stopped.ts';

/** Stages of the reference by name, [tokens, width] each. */
export type Stages = ReadonlyMap<string, Float32Array<ArrayBuffer>>;

/** Runs the reference on `ids` at once, and reads what goes into `layers` and all that they and the output compute. */
export async function referenceStages(
  session: Session,
  ids: readonly number[],
  layers: readonly number[],
  signal: AbortSignal,
): Promise<Stages> {
  const { layers: all } = session.memory.pass.config;
  const wanted = (layer: number | null, stage: Stage) =>
    layer === null || layers.includes(layer) || (stage === 'mlp_residual' && [...layers, all].includes(layer + 1));
  const stages = new Map<string, Float32Array<ArrayBuffer>>();
  const recorded = await session.programs.prepare(uniformProgram('reference'));
  for await (const { layer, stage, values } of observe(session, recorded, ids, (tap) => wanted(tap.layer, tap.stage))) {
    refuseIfStopped(signal);
    stages.set(stageName(layer, stage), values);
  }
  session.rewind(0);
  return stages;
}
