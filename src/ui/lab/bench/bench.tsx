import { useState } from 'react';
import { useEngine } from '../../../store/hooks.ts';
import { useBenching } from '../../../store/hooks_on_demand.ts';
import { benching } from '../../../store/stores_on_demand.ts';
import { Button } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import panel from '../panel.module.css';
import { Beside } from './beside.tsx';
import styles from './bench.module.css';
import { Report } from './report.tsx';
import { Tables } from './tables.tsx';
import { useFree, WhyNot } from '../why_not.tsx';
import { uniformProgram } from '../../../vocabulary/program.ts';
import { t } from '../../../strings/bench/t.ts';

/** The contexts to choose from, as far as the model has positions. */
const contexts = [128, 512, 1024, 4096];
const tokens = 96;

/** Measures both sets of kernels on the loaded model, as `npm run bench` does. */
export function Bench() {
  const model = useEngine((engine) => engine.model);
  const free = useFree();
  const { running, measured, bench, failure } = useBenching((state) => state);
  const onCpu = useEngine(({ device }) => device.at === 'open' && device.adapter.isFallback);
  const [chosen, choose] = useState<number | null>(null);
  // A CPU takes minutes for longer ones.
  const longest = chosen ?? (onCpu ? 128 : 512);
  const room = (model?.config.maxPositions ?? 0) - 2 * tokens;
  const offered = contexts.filter((context) => context <= room);
  const run = () => {
    const wanted = offered.filter((context) => context <= longest);
    void benching.getState().run({
      programs: [uniformProgram('fused'), uniformProgram('reference')],
      contexts: wanted,
      prefills: wanted.slice(-1),
      tokens,
    });
  };
  return (
    <div className={panel.panel}>
      <p className={styles.what}>{t('what')}</p>
      <Field label={t('longest')}>
        {(ids) => (
          <select {...ids} value={longest} onChange={(event) => choose(Number(event.target.value))}>
            {offered.map((context) => (
              <option key={context}>{context}</option>
            ))}
          </select>
        )}
      </Field>
      <div className={panel.buttons}>
        <Button look="primary" disabled={!free || offered.length === 0} onClick={run}>
          {t(running ? 'measuring' : 'measure')}
        </Button>
        <WhyNot />
      </div>
      {failure && <p className={panel.failure}>{failure.message}</p>}
      {running && measured ? <Tables report={measured} /> : bench && <Report bench={bench} />}
      <Beside />
    </div>
  );
}
