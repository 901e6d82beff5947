import type { ToolDeclaration } from '../../vocabulary/tool_declaration.ts';
import type { CheckpointSummary } from '../../worker/api.ts';
import { fetched } from '../fetched.ts';
import type { ToolSettings } from './tool_settings.ts';

/** What the model is told of tools: nothing where its chat template would not. Refuses with `unreachable`. */
export async function declaredTools(
  settings: ToolSettings,
  model: Pick<CheckpointSummary, 'takesTools'> | null,
): Promise<ToolDeclaration[]> {
  if (!model?.takesTools || (settings.builtIn.length === 0 && settings.own.trim() === '')) return [];
  return (await fetched(import('./built_in.ts'))).declarationsOf(settings);
}
