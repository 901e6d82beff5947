import { isWrong, type Report } from '../engine/workbench.ts';
import { gigabytes, microseconds, percent, speedOf } from '../figures.ts';

interface Properties {
  report: Report;
  bandwidth: number | null;
  /** Microseconds of the run before. */
  before: number | undefined;
  afterSaving: number | null;
}

const exponential = (value: number) => (value === 0 ? '0' : value.toExponential(1));

/** Right or wrong, by how much, and how fast. */
export function Result({ report, bandwidth, before, afterSaving }: Properties) {
  const { judgement, trouble, timing, ms } = report;
  const wrong = isWrong(report);
  const speed = speedOf(report, bandwidth ?? Number.NaN);
  const steps = Object.entries(ms).map(([name, value]) => `${name} ${value.toFixed(0)}`);
  return (
    <section className="result" aria-label="Result" aria-live="polite">
      <p className={wrong ? 'verdict wrong' : 'verdict right'}>{verdictOf(report)}</p>
      {trouble !== null && <p className="trouble">{trouble}</p>}
      <dl>
        {judgement && (
          <>
            <Figure name="Error" value={exponential(judgement.error)}>
              at most {exponential(judgement.bound)}
              {judgement.floor > 0 && `, noise floor ${exponential(judgement.floor)}`}
            </Figure>
            <Figure name="Time" value={speed ? microseconds(speed.us) : '—'}>
              {!timing && 'not timed yet, or the adapter offers no timestamps'}
              {timing && before !== undefined && `${microseconds(before)} before`}
            </Figure>
            <Figure name="Read and written" value={speed ? gigabytes(speed.perSecond) : '—'}>
              {(report.bytes / 2 ** 20).toFixed(2)} MiB
              {timing && timing.copies > 1 && `, ${timing.copies} copies in turn`}
            </Figure>
            <Figure name="Of the copy bandwidth" value={speed && bandwidth ? percent(speed.share) : '—'}>
              {bandwidth ? gigabytes(bandwidth) : 'being measured'}
            </Figure>
          </>
        )}
      </dl>
      {wrong && judgement?.worst && (
        <p className="trouble">
          Largest error at value {judgement.worst.index}: {judgement.worst.actual} in place of{' '}
          {judgement.worst.expected}
        </p>
      )}
      <p className="fine">
        {report.shape}
        {judgement && `. Milliseconds: ${steps.join(', ')}`}
        {afterSaving !== null && `; shown ${afterSaving} ms after saving`}
      </p>
    </section>
  );
}

function verdictOf(report: Report): string {
  if (report.trouble !== null) return 'Does not run';
  return isWrong(report) ? 'Wrong' : 'Right';
}

function Figure({ name, value, children }: { name: string; value: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
      <dd className="fine">{children}</dd>
    </div>
  );
}
