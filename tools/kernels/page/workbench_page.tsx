import type { AdapterDescription } from '../../../src/gpu/adapter.ts';
import { kernelGroups, ladders } from '../ladders/ladders.ts';
import { hashOf, type Choice } from './address.ts';
import { Controls } from './controls.tsx';
import { LadderTable } from './ladder_table.tsx';
import { Result } from './result.tsx';
import { Source } from './source.tsx';
import { runAddress, useRuns } from './runs.ts';

/** Chooses by changing the address; the same choice once more is a wish to run it once more. */
function choose(choice: Choice): void {
  if (hashOf(choice) === location.hash) void runAddress();
  else location.hash = hashOf(choice);
}

export function WorkbenchPage() {
  const { choice, adapter, bandwidth, reports, before, busy, refusal, afterSaving } = useRuns();
  const isLadder = choice.name in ladders;
  const report = isLadder ? null : reports[0];
  return (
    <div className="page">
      <nav aria-label="Kernels">
        <h1>Kernels</h1>
        <p className="fine">{adapter ? adapterText(adapter) : 'opening the adapter'}</p>
        {kernelGroups.map(({ title, ladder, names }) => (
          <section key={title}>
            <h2>{ladder === null ? title : <KernelLink name={ladder} words={title} choice={choice} />}</h2>
            <ul>
              {names.map((name) => (
                <li key={name}>
                  <KernelLink name={name} words={name.split('/').at(-1)!} choice={choice} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
      <main aria-busy={busy}>
        <Controls choice={choice} report={reports[0] ?? null} onChoose={choose} />
        {refusal !== null && (
          <p className="trouble" role="alert">
            {refusal}
          </p>
        )}
        {busy && reports.length === 0 && <p className="fine">Running ...</p>}
        {isLadder && <LadderTable ladder={choice.name} reports={reports} bandwidth={bandwidth} before={before} />}
        {report && (
          <Result report={report} bandwidth={bandwidth} before={before.get(report.name)} afterSaving={afterSaving} />
        )}
        {report && <Source kernels={report.kernels} />}
      </main>
    </div>
  );
}

/** Another kernel at the same seed and model: its sizes and tuning are its own. */
function KernelLink({ name, words, choice }: { name: string; words: string; choice: Choice }) {
  const target = { ...choice, name, sizes: {}, tuning: {}, format: null };
  return (
    <a href={hashOf(target)} aria-current={choice.name === name ? 'page' : undefined}>
      {words}
    </a>
  );
}

function adapterText({ vendor, architecture, device, isFallback }: AdapterDescription): string {
  const name = [vendor, architecture, device].filter(Boolean).join(' ');
  return isFallback ? `${name} (on the CPU)` : name;
}
