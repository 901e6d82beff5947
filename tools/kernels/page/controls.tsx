import type { FormEvent, ReactNode } from 'react';
import { formatNames, type WeightType } from '../../../src/kernels/formats/formats.ts';
import { settleChoice } from '../engine/choice.ts';
import { models } from '../engine/models.ts';
import type { Report } from '../engine/workbench.ts';
import { ladders, rungName, runnable } from '../ladders/ladders.ts';
import { commandOf, type Choice } from './address.ts';

interface Properties {
  choice: Choice;
  /** The last one, which says what the tuning is. */
  report: Report | null;
  onChoose: (choice: Choice) => void;
}

/** Shape, format, seed and tuning of the kernel. An empty field is as it is by itself. */
export function Controls({ choice, report, onChoose }: Properties) {
  const rung = ladders[choice.name]?.rungs[0];
  const { check } = runnable[rung ? rungName(choice.name, rung.name) : choice.name]!;
  const { seed, model } = choice;
  const { sizes } = settleChoice(check, { seed, model, sizes: {}, format: null });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onChoose(choiceFrom(choice.name, new FormData(event.currentTarget)));
  };
  const submitNow = ({ currentTarget }: FormEvent<HTMLSelectElement>) => currentTarget.form?.requestSubmit();

  return (
    <form key={JSON.stringify(choice)} className="controls" onSubmit={submit}>
      <Field label="Shape">
        <select name="model" defaultValue={model ?? ''} onChange={submitNow}>
          <option value="">random, of the seed</option>
          {Object.keys(models).map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      {Object.entries(sizes).map(([name, size]) => (
        <Field key={name} label={name}>
          <input name={`size ${name}`} inputMode="numeric" defaultValue={choice.sizes[name]} placeholder={`${size}`} />
        </Field>
      ))}
      <Field label="Weights">
        <select
          name="format"
          defaultValue={choice.format ?? ''}
          onChange={submitNow}
          disabled={check.formats.length === 0}
        >
          <option value="">{check.formats.length === 0 ? 'none' : 'of the seed'}</option>
          {formatNames
            .filter((name) => check.formats.includes(name))
            .map((name) => (
              <option key={name}>{name}</option>
            ))}
        </select>
      </Field>
      <Field label="Seed">
        <input name="seed" inputMode="numeric" defaultValue={choice.seed} />
      </Field>
      <button type="submit">Run</button>
      <details open={Object.keys(choice.tuning).length > 0}>
        <summary>Tuning</summary>
        <div className="tuning">
          {report?.tuning.map(([path, value]) => (
            <Field key={path} label={path}>
              <input
                name={`tuning ${path}`}
                defaultValue={choice.tuning[path]}
                placeholder={`${value}`}
                aria-label={path}
              />
            </Field>
          ))}
        </div>
      </details>
      <code className="command">{commandOf(choice)}</code>
    </form>
  );
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className="field">
      <span>{label}</span>
      {children}
    </label>
  );
}

function choiceFrom(name: string, data: FormData): Choice {
  const text = (field: string) => {
    const value = data.get(field);
    return typeof value === 'string' ? value.trim() : '';
  };
  const filled = (kind: string) =>
    [...data.keys()]
      .filter((key) => key.startsWith(`${kind} `) && text(key) !== '')
      .map((key) => [key.slice(kind.length + 1), text(key)] as const);
  return {
    name,
    seed: Number.parseInt(text('seed')) || 1,
    model: text('model') || null,
    sizes: Object.fromEntries(filled('size').map(([size, value]) => [size, Number(value)])),
    format: (text('format') || null) as WeightType | null,
    tuning: Object.fromEntries(filled('tuning')),
  };
}
