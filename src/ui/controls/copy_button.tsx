import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { controlsShown } from '../../format.ts';
import { notice } from '../../store/stores.ts';
import { IconButton } from './button.tsx';

interface Props {
  label: string;
  text: () => string;
  className?: string | undefined;
}

export function CopyButton({ label, text, className }: Props) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(controlsShown(text()));
      setCopied(true);
    } catch {
      notice.getState().show('The browser did not let this page write to the clipboard: select the text and copy it.');
    }
  };
  return (
    <IconButton
      label={copied ? 'Copied' : label}
      icon={copied ? Check : Copy}
      className={className}
      onClick={() => void copy()}
    />
  );
}
