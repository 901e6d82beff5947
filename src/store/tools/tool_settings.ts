import * as v from 'valibot';

export const builtInNames = ['calculator', 'date_and_time'] as const;
export type BuiltInName = (typeof builtInNames)[number];

/** The tools that a conversation's model may call. */
export const toolSettingsSchema = v.object({
  builtIn: v.array(v.picklist(builtInNames)),
  /** Declarations as a person wrote them, in JSON. A person answers their calls. */
  own: v.string(),
});

export type ToolSettings = v.InferOutput<typeof toolSettingsSchema>;

export const noTools: ToolSettings = { builtIn: [], own: '' };
