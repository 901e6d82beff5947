import type { Failure, FailureKind } from '../../result.ts';
import { Button } from '../controls/button.tsx';
import { Card } from './card.tsx';
import styles from './card.module.css';
import { t } from '../../strings/page/t.ts';

/** First releases with WebGPU on by default, as of 2026 (the WebGPU group's implementation status). */
const browsers = [
  ['Chrome, Edge', 'chromeVersions'],
  ['Safari', 'safariVersions'],
  ['Firefox', 'firefoxVersions'],
] as const;

const settings = [
  ['Chrome, Edge', 'chromeSettings'],
  ['Firefox', 'firefoxSettings'],
] as const;

/** What is wrong, where WebGPU as such is there. */
const titles: Partial<Record<FailureKind, 'gpuTooSmall' | 'gpuFull'>> = {
  'adapter-too-small': 'gpuTooSmall',
  'out-of-memory': 'gpuFull',
};

interface Props {
  failure: Failure;
  onRetry: () => void;
}

export function NoWebGpu({ failure, onRetry }: Props) {
  return (
    <Card tone="danger" title={t(titles[failure.kind] ?? 'noWebGpu')} detail={failure.message}>
      {!window.isSecureContext && <p>{t('insecure')}</p>}
      {failure.kind !== 'out-of-memory' && (
        <>
          <p>{t('browsers')}</p>
          <Facts facts={browsers} />
          <p>{t('browserSettings')}</p>
          <Facts facts={settings} />
        </>
      )}
      <Button look="primary" onClick={onRetry}>
        {t('tryAgain')}
      </Button>
    </Card>
  );
}

function Facts({ facts }: { facts: typeof browsers | typeof settings }) {
  return (
    <ul className={styles.browsers}>
      {facts.map(([name, text]) => (
        <li key={name}>
          <strong>{name}</strong>
          <span>{t(text)}</span>
        </li>
      ))}
    </ul>
  );
}
