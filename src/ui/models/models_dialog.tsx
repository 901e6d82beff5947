import { useChoice, useEngine } from '../../store/hooks.ts';
import { Dialog } from '../controls/dialog.tsx';
import { LoadProgressBar } from './load_progress.tsx';
import { Refused } from './sources/refused.tsx';
import { Sources } from './sources/sources.tsx';
import { Summary } from './summary.tsx';
import { weightsInWords } from './weight_texts.ts';

/** The choice of a checkpoint, its facts and its loading progress, one after the other. */
export function ModelsDialog() {
  const choice = useChoice((state) => state.choice);
  const loading = useEngine((engine) => engine.loading);
  const model = useEngine((engine) => engine.model);
  return (
    <Dialog
      title="Models"
      description={model ? `${model.name} is loaded. ${weightsInWords(model.weights)}` : 'No model is loaded.'}
      place="middle"
    >
      {loading ? (
        <section aria-label="Loading">
          <h3>Loading {loading.name}</h3>
          <LoadProgressBar loading={loading} />
        </section>
      ) : choice.at === 'inspected' ? (
        <Summary checkpoint={choice.checkpoint} />
      ) : (
        <>
          {choice.at === 'refused' && <Refused failure={choice.failure} />}
          <Sources busy={choice.at === 'inspecting'} />
        </>
      )}
    </Dialog>
  );
}
