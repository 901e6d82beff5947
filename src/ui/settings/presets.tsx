import { useEngine, useSettings } from '../../store/hooks.ts';
import { presets, publishedSampling, type Sampling } from '../../store/chat/settings.ts';
import { Button } from '../controls/button.tsx';
import styles from './settings_dialog.module.css';

/** Sets of sampling settings to choose as a whole. */
export function Presets() {
  const { sampling, change } = useSettings((kept) => kept);
  const model = useEngine((engine) => engine.model);
  const published = model && publishedSampling(model.recommended);
  const choices: [string, Sampling][] = [
    ['Qwen3, thinking', presets.thinking],
    ['Qwen3, not thinking', presets.plain],
    ['Greedy', presets.greedy],
    ...(published ? [['As published', published] satisfies [string, Sampling]] : []),
  ];
  return (
    <div className={styles.presets} role="group" aria-label="Presets">
      {choices.map(([name, preset]) => (
        <Button key={name} aria-pressed={isEqual(sampling, preset)} onClick={() => change({ sampling: preset })}>
          {name}
        </Button>
      ))}
    </div>
  );
}

function isEqual(a: Sampling, b: Sampling): boolean {
  return (Object.keys(a) as (keyof Sampling)[]).every((key) => a[key] === b[key]);
}
