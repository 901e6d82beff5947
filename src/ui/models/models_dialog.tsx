import { useStore } from 'zustand';
import { ArrowDown } from 'lucide-react';
import { useChoice, useEngine } from '../../store/hooks.ts';
import { lastModels } from '../../store/stores.ts';
import { recordOf } from '../../store/last_model/loader.ts';
import { Button } from '../controls/button.tsx';
import { Dialog } from '../controls/dialog.tsx';
import { OnThisDevice } from './device/on_this_device.tsx';
import { GetAModel, getAModel } from './get_a_model.tsx';
import { LoadProgressBar } from './load_progress.tsx';
import { Servers } from './servers/servers.tsx';
import { Summary } from './summary.tsx';
import { TransformersJs } from './transformers/transformers.tsx';
import { cacheInWords, weightsInWords } from './weight_texts.ts';
import { t } from '../../strings/models/t.ts';

/** The models that are here and the ways to others; then the facts of the one that was chosen, and its way to the GPU. */
export function ModelsDialog() {
  const choice = useChoice((state) => state.choice);
  const loading = useEngine((engine) => engine.loading);
  const model = useEngine((engine) => engine.model);
  const optionsOf = useStore(lastModels, (state) => state.optionsOf);
  return (
    <Dialog
      title={t('title')}
      description={
        model
          ? t('loaded', {
              name: model.name,
              weights: weightsInWords(model.weights),
              cache: cacheInWords(model.cache),
            }).trim()
          : t('noneLoaded')
      }
      place="middle"
    >
      {loading ? (
        <>
          <section aria-label={t('loading')}>
            <h3>{t('loadingName', { name: loading.name })}</h3>
            <LoadProgressBar loading={loading} />
          </section>
          <OnThisDevice />
        </>
      ) : choice.at === 'inspected' ? (
        <Summary
          checkpoint={choice.checkpoint}
          before={choice.wanted ?? optionsOf(recordOf(choice.checkpoint.location))}
        />
      ) : (
        <>
          <OnThisDevice>
            <Button look="quiet" icon={ArrowDown} onClick={() => document.getElementById(getAModel)?.focus()}>
              {t('getAModel')}
            </Button>
          </OnThisDevice>
          <GetAModel />
          <TransformersJs />
          <Servers />
        </>
      )}
    </Dialog>
  );
}
