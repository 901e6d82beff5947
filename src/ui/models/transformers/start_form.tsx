import { useState } from 'react';
import { useEngine, useLibrary } from '../../../store/hooks.ts';
import { keptFrom } from '../../../store/library/find.ts';
import { addressOf } from '../../../store/last_model/loader.ts';
import { transformers } from '../../../store/stores_on_demand.ts';
import { runtimeDevices, type RuntimeDevice } from '../../../vocabulary/runtime_devices.ts';
import { needsOf, obstacleOf, wasmLimit, type Needs } from '../../../transformers/needs.ts';
import type { LoadedModel } from '../../../worker/api.ts';
import { bytes } from '../../../format.ts';
import { Button } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import models from '../models.module.css';
import { t } from '../../../strings/transformers/t.ts';

/** ONNX Runtime's WebAssembly, and transformers.js. */
const runtimeBytes = 28e6;

/** Which device to start it on, and what it takes there: told before anything is read. */
export function StartForm({ model }: { model: LoadedModel }) {
  const [device, setDevice] = useState<RuntimeDevice>('wasm');
  const location = useEngine((engine) => engine.source);
  const maxBindingBytes = useEngine((engine) =>
    engine.device.at === 'open' ? engine.device.adapter.maxBindingBytes : 0,
  );
  const kept = useLibrary(({ library }) => keptFrom(library, location));
  const needs = needsOf(model, model.context, device);
  const obstacle = obstacleOf(needs, device, maxBindingBytes);
  const again = addressOf(location) !== null && kept?.state !== 'ready';
  const machine = machineBytes();
  const notes = [
    obstacle === 'wasm' && t('tooLargeForWasm', { needed: bytes(needs.inWasm), limit: bytes(wasmLimit) }),
    obstacle === 'binding' &&
      t('tooLargeToBind', { needed: bytes(needs.largestTensor), limit: bytes(maxBindingBytes) }),
    !obstacle && memoryInWords(needs),
    !obstacle && machine !== null && needs.atStart > machine / 2 && t('lowMemory', { machine: bytes(machine) }),
    !obstacle && again && t('fetchedAgain', { bytes: bytes(model.weightBytes) }),
  ].filter((note) => note !== false);
  return (
    <>
      <Field label={t('device')} hint={t(`${device}Hint`)}>
        {(ids) => (
          <select {...ids} value={device} onChange={(event) => setDevice(event.target.value as RuntimeDevice)}>
            {runtimeDevices.map((each) => (
              <option key={each} value={each}>
                {t(each)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {notes.map((note) => (
        <p key={note} className={obstacle ? models.warning : undefined}>
          {note}
        </p>
      ))}
      <div>
        <Button disabled={obstacle !== null} onClick={() => void transformers.getState().start(device)}>
          {t('start')}
        </Button>
      </div>
    </>
  );
}

function memoryInWords({ atStart, weights }: Needs): string {
  return t('memory', { atStart: bytes(atStart), held: bytes(atStart - weights), runtime: bytes(runtimeBytes) });
}

/** The machine's memory as the browser rounds it down, to 8 GiB at most; null where it does not say. */
function machineBytes(): number | null {
  const { deviceMemory } = navigator as { deviceMemory?: number };
  return deviceMemory === undefined ? null : deviceMemory * 2 ** 30;
}
