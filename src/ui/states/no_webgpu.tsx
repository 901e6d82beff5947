import type { Failure, FailureKind } from '../../result.ts';
import { Button } from '../controls/button.tsx';
import { Card } from './card.tsx';
import styles from './card.module.css';

/** First releases with WebGPU on by default, as of 2026 (the WebGPU group's implementation status). */
const browsers = [
  [
    'Chrome, Edge',
    '113 on Windows, macOS and ChromeOS; 121 on Android 12 or newer; on Linux 144 with Intel (Gen 12 or newer) and 147 with NVIDIA graphics',
  ],
  ['Safari', '26 on macOS 26, iOS 26 and iPadOS 26'],
  ['Firefox', '141 on Windows; 147 on Macs with Apple silicon (145 on macOS 26)'],
] as const;

const settings = [
  [
    'Chrome, Edge',
    'Settings › System: “Use graphics acceleration when available” on. chrome://gpu names what is blocked; chrome://flags/#enable-unsafe-webgpu lifts the block, on Linux together with #enable-vulkan.',
  ],
  ['Firefox', 'about:config: dom.webgpu.enabled set to true'],
] as const;

/** What is wrong, where WebGPU as such is there. */
const titles: Partial<Record<FailureKind, string>> = {
  'adapter-too-small': 'This GPU is too small',
  'out-of-memory': 'The GPU has no room',
};

interface Props {
  failure: Failure;
  onRetry: () => void;
}

export function NoWebGpu({ failure, onRetry }: Props) {
  return (
    <Card tone="danger" title={titles[failure.kind] ?? 'WebGPU does not work here'} detail={failure.message}>
      {!window.isSecureContext && (
        <p>Browsers give WebGPU to secure pages only: open this one by https, or on the machine itself as localhost.</p>
      )}
      {failure.kind !== 'out-of-memory' && (
        <>
          <p>Browsers that have it, from version:</p>
          <Facts facts={browsers} />
          <p>Settings to look at, then restart the browser:</p>
          <Facts facts={settings} />
        </>
      )}
      <Button look="primary" onClick={onRetry}>
        Try again
      </Button>
    </Card>
  );
}

function Facts({ facts }: { facts: readonly (readonly [string, string])[] }) {
  return (
    <ul className={styles.browsers}>
      {facts.map(([name, text]) => (
        <li key={name}>
          <strong>{name}</strong>
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
