import { WrapText } from 'lucide-react';
import { useMemo } from 'react';
import { useSettings } from '../../../store/hooks.ts';
import { settings } from '../../../store/stores.ts';
import { IconButton } from '../../controls/button.tsx';
import { CopyButton } from '../../controls/copy_button.tsx';
import styles from './code.module.css';
import { Part } from './part.tsx';
import { splitCode } from './code_parts.ts';
import { useHighlighting } from './use_highlighting.ts';
import { t } from '../../../strings/answers/t.ts';

interface Props {
  /** As the model wrote it, without the line ending before the closing fence. */
  code: string;
  /** What stands behind the opening fence: the language, if anything, and more. */
  info: string;
}

export function CodeBlock({ code, info }: Props) {
  const wraps = useSettings(({ codeWraps }) => codeWraps);
  const language = /^[^\s{,:]+/.exec(info)?.[0] ?? '';
  const parts = useMemo(() => splitCode(code), [code]);
  const { tokensOf, onSeen } = useHighlighting(parts, language);
  return (
    <div className={styles.block}>
      <div className={styles.head}>
        <span>{info || t('plainText')}</span>
        <div>
          <IconButton
            label={t('wrapLines')}
            icon={WrapText}
            aria-pressed={wraps}
            className={styles.wrap}
            onClick={() => settings.getState().change({ codeWraps: !wraps })}
          />
          <CopyButton label={t('copyCode')} text={() => code} />
        </div>
      </div>
      <pre
        dir="ltr"
        tabIndex={0}
        role="group"
        aria-label={t('codeIn', { language: language || t('plainText') })}
        data-wraps={wraps || undefined}
      >
        <code>
          {parts.map(({ start, text }, index) => (
            <Part key={start} index={index} text={text} tokens={tokensOf(index)} onSeen={onSeen} />
          ))}
        </code>
      </pre>
    </div>
  );
}
