import { useState } from 'react';
import { Button } from './button.tsx';

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
        {copied ? 'Copied' : 'Copy report'}
      </Button>
      {shown !== null && (
        <p>
          The browser did not let this page write to the clipboard: select the report and copy it.
          <textarea readOnly rows={8} aria-label="Report" value={shown} />
        </p>
      )}
    </>
  );
}
