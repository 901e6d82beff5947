import { useEngine, useProgram, useRemedying } from '../../../store/hooks.ts';
import { remedying } from '../../../store/stores.ts';
import type { RemedyName, TriedRemedy } from '../../../worker/api.ts';
import { Button } from '../../controls/button.tsx';
import { percent, short } from '../../../format.ts';
import panel from '../panel.module.css';
import { useFree, WhyNot } from '../why_not.tsx';
import { Wide } from '../../controls/wide.tsx';
import styles from './weights.module.css';
import { placeholderPrompt } from '../../../vocabulary/placeholder_prompt.ts';

const names: Record<RemedyName, { title: string; what: string }> = {
  rebalance: { title: 'Moved into Q', what: 'K’s gains divided by powers of two, Q’s multiplied by them' },
  clamp: { title: 'Clamped to ±10', what: 'what is above is cut off' },
  scale: { title: 'Scaled down to 10', what: 'all of a layer divided by one number' },
};

const tokens = 200;
const prompt = 'Tell me a story about a fox, a river and a lamp.';

/** Tries what people do to extreme gains on the loaded model, and restores it afterwards. */
export function Remedies() {
  const model = useEngine((engine) => engine.model)!;
  const free = useFree();
  const program = useProgram((state) => state.program);
  const { trying, tried, failure } = useRemedying((state) => state);
  const run = () =>
    remedying.getState().run({
      prompt: model.cannotChat === null ? { text: prompt } : { tokens: placeholderPrompt(24, model.config.vocabSize) },
      program,
      tokens,
    });
  return (
    <section className={styles.remedies} aria-label="Remedies">
      <h2>Remedies people try</h2>
      <p>Each changes the K gains of the loaded model, writes {tokens} tokens, and puts the gains back.</p>
      {tried && <Table tried={tried} />}
      {failure && <p className={panel.failure}>{failure.message}</p>}
      <div className={panel.buttons}>
        <Button onClick={() => void run()} disabled={!free}>
          {trying ? 'Trying them…' : tried ? 'Try them again' : 'Try them here'}
        </Button>
        <WhyNot />
      </div>
    </section>
  );
}

function Table({ tried }: { tried: readonly TriedRemedy[] }) {
  return (
    <Wide label="Table of remedies">
      <table className={styles.table} aria-label="What each remedy does">
        <thead>
          <tr>
            <th scope="col">K gains</th>
            <th scope="col">largest</th>
            <th scope="col">logits the same</th>
            <th scope="col">KL</th>
            <th scope="col">tokens the same</th>
          </tr>
        </thead>
        <tbody>
          {tried.map((one) => (
            <tr key={one.name}>
              <th scope="row" title={names[one.name].what}>
                {names[one.name].title}
              </th>
              <td>{short(Math.max(...one.largest))}</td>
              <td>{one.equal === one.logits ? 'bit for bit' : percent(one.equal / one.logits)}</td>
              <td>{short(one.divergence.mean)}</td>
              <td>{one.sameTokens === one.tokens ? `all ${one.tokens}` : `${one.sameTokens} of ${one.tokens}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
