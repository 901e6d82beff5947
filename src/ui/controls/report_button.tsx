import { useState } from 'react';
import { Button } from './button.tsx';
import { t } from '../../strings/page/t.ts';

interface Props {
  report: () => string;
  look?: 'primary' | 'plain';
}

/** Copies the report of an error; shows it to be selected where the browser does not let the page copy. */
export function ReportButton({ report, look = 'plain' }: Props) {
  const [copied, setCopied] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const copy = () => {
    const text = report();
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setShown(text),
    );
  };
  return (
    <>
      <Button look={look} onClick={copy}>
        {t(copied ? 'copied' : 'copyReport')}
      </Button>
      {shown !== null && (
        <p>
          {t('reportRefused')}
          <textarea readOnly rows={8} aria-label={t('report')} value={shown} />
        </p>
      )}
    </>
  );
}
