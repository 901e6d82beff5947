import type { Limit } from '../peer.ts';
import type { DialectName } from './dialect.ts';

export interface Facts {
  /** Whether it counts tokens. */
  counts: boolean;
  /** What Ollama says of the model; null for other servers. */
  shown: { thinks: boolean; takesTools: boolean } | null;
}

/** In the order in which they are told. */
export function limitsOf(dialect: DialectName, { counts, shown }: Facts): Limit[] {
  const applies: Record<Limit, boolean> = {
    fewSettings: dialect === 'openai',
    noThinkingSwitch: dialect === 'openai' || shown?.thinks === false,
    noTools: shown?.takesTools === false,
    toolsNeedFlag: dialect === 'vllm' || dialect === 'sglang',
    cutsSilently: dialect === 'ollama',
    noCount: !counts && dialect !== 'ollama',
    noContinue: true,
    noFormat: false,
    noKernels: true,
    ownSeeds: true,
  };
  return (Object.keys(applies) as Limit[]).filter((limit) => applies[limit]);
}
