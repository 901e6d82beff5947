import { isWrong, type Report } from '../engine/workbench.ts';
import { gigabytes, microseconds, percent, speedOf } from '../figures.ts';
import { ladders } from '../ladders/ladders.ts';

interface Properties {
  ladder: string;
  reports: readonly Report[];
  bandwidth: number | null;
  before: ReadonlyMap<string, number>;
}

/** All rungs on the same inputs. */
export function LadderTable({ ladder, reports, bandwidth, before }: Properties) {
  const { title, rungs } = ladders[ladder]!;
  return (
    <section className="ladder" aria-label={title}>
      <h2>{title}</h2>
      {reports[0] && <p className="fine">{reports[0].shape}</p>}
      <table>
        <thead>
          <tr>
            <th scope="col">Rung</th>
            <th scope="col">Error/bound</th>
            <th scope="col">Time</th>
            <th scope="col">Read, written</th>
            <th scope="col">Of copies</th>
            <th scope="col">Lesson</th>
          </tr>
        </thead>
        <tbody>
          {rungs.map(({ name, lesson }, index) => {
            const report = reports[index];
            const speed = report ? speedOf(report, bandwidth ?? Number.NaN) : null;
            const last = report && before.get(report.name);
            return (
              <tr key={name} className={report && isWrong(report) ? 'wrong' : ''}>
                <th scope="row">
                  {index + 1} {name}
                </th>
                <td>{report && ratioText(report)}</td>
                <td>
                  {speed && microseconds(speed.us)}
                  {last !== undefined && <span className="fine"> ({microseconds(last)} before)</span>}
                </td>
                <td>{speed && gigabytes(speed.perSecond)}</td>
                <td>{speed && bandwidth && percent(speed.share)}</td>
                <td className="lesson">{report?.trouble ?? lesson}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function ratioText({ judgement }: Report): string {
  return judgement ? (judgement.error / judgement.bound).toFixed(2) : 'does not run';
}
