import { useState } from 'react';
import { messageText, type KernelText } from '../../../src/kernels/wgsl/messages.ts';

/** Composed kernels with the compiler's messages at their lines. */
export function Source({ kernels }: { kernels: readonly KernelText[] }) {
  const [chosen, setChosen] = useState(0);
  const broken = kernels.findIndex(({ messages }) => messages.some(({ type }) => type === 'error'));
  const kernel = kernels[broken >= 0 ? broken : Math.min(chosen, kernels.length - 1)];
  if (!kernel) return null;
  const constants = Object.entries(kernel.constants).map(([name, value]) => `${name} ${value}`);
  return (
    <section className="source" aria-label="Composed WGSL">
      <header>
        {kernels.length > 1 ? (
          <select
            aria-label="Kernel"
            value={kernels.indexOf(kernel)}
            onChange={(e) => setChosen(Number(e.target.value))}
          >
            {kernels.map((each) => (
              <option key={keyOf(each)} value={kernels.indexOf(each)}>
                {kernels.indexOf(each) + 1} {each.name}
              </option>
            ))}
          </select>
        ) : (
          <h2>{kernel.name}</h2>
        )}
        <p className="fine">{constants.join(', ')}</p>
      </header>
      <Lines kernel={kernel} />
    </section>
  );
}

const keyOf = ({ name, constants }: KernelText) => `${name} ${JSON.stringify(constants)}`;

function Lines({ kernel }: { kernel: KernelText }) {
  const { messages } = kernel;
  const firstError = messages.find(({ type }) => type === 'error');
  return (
    // A person may want to scroll it by the keyboard.
    <div className="lines" role="group" aria-label="Text" tabIndex={0}>
      {sectionsOf(kernel).map(({ file, lines }) => (
        <section key={lines[0]!.number} aria-label={file}>
          <div className="file">{file}</div>
          {lines.map(({ number, own, text }) => (
            <div key={number}>
              <div className="line">
                <span className="number">{own}</span>
                <span className="number whole">{number}</span>
                <span>{text}</span>
              </div>
              {messages
                // A message of no line is about the whole.
                .filter(({ line }) => Math.max(line, 1) === number)
                .map((message) => (
                  <div
                    key={messageText(message)}
                    className={`message ${message.type}`}
                    ref={message === firstError ? center : undefined}
                  >
                    {messageText(message)}
                  </div>
                ))}
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}

interface Section {
  file: string;
  /** With their numbers in the whole, and in the file. */
  lines: { number: number; own: number | undefined; text: string }[];
}

/** The text by the files that it is composed of. */
function sectionsOf({ wgsl, origins }: KernelText): Section[] {
  const sections: Section[] = [];
  wgsl.split('\n').forEach((text, index) => {
    const origin = origins[index];
    const file = origin?.file ?? 'edited';
    if (sections.at(-1)?.file !== file) sections.push({ file, lines: [] });
    sections.at(-1)!.lines.push({ number: index + 1, own: origin?.line, text });
  });
  return sections;
}

/** Called when the element appears, and so once for each new error. */
function center(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'center' });
}
