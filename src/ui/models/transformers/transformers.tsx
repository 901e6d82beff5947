import { useEngine } from '../../../store/hooks.ts';
import { useTransformers } from '../../../store/hooks_on_demand.ts';
import { transformers } from '../../../store/stores_on_demand.ts';
import type { StartProgress } from '../../../transformers/contract.ts';
import { bytes } from '../../../format.ts';
import { Button } from '../../controls/button.tsx';
import { Progress } from '../../controls/progress.tsx';
import servers from '../servers/servers.module.css';
import { Refused } from '../sources/refused.tsx';
import { Running } from './running.tsx';
import { StartForm } from './start_form.tsx';
import { t } from '../../../strings/transformers/t.ts';

/** transformers.js beside this page's engine: its start, and its place once it runs. */
export function TransformersJs() {
  const run = useTransformers((state) => state.run);
  const model = useEngine((engine) => engine.model);
  return (
    <section className={servers.servers} aria-labelledby="transformers">
      <h3 id="transformers">{t('title')}</h3>
      <p>{t('intro')}</p>
      {run.at === 'off' && run.failure && <Refused failure={run.failure} />}
      {run.at === 'off' && (model ? <StartForm model={model} /> : <p>{t('noModel')}</p>)}
      {run.at === 'starting' && <Starting progress={run.progress} />}
      {run.at === 'running' && <Running started={run.started} />}
    </section>
  );
}

function Starting({ progress }: { progress: StartProgress | null }) {
  return (
    <>
      <p role="status">{inWords(progress)}</p>
      <Progress label={t('progress')} done={progress ? progress.bytes / progress.totalBytes : null} />
      <div>
        <Button onClick={() => transformers.getState().end()}>{t('cancel')}</Button>
      </div>
    </>
  );
}

function inWords(progress: StartProgress | null): string {
  if (!progress) return t('beginning');
  if (progress.stage === 'session') return t('opening');
  return t('reading', { done: bytes(progress.bytes), total: bytes(progress.totalBytes) });
}
