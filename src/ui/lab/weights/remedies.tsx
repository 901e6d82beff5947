import { useEngine, useProgram } from '../../../store/hooks.ts';
import { useRemedying } from '../../../store/hooks_on_demand.ts';
import { remedying } from '../../../store/stores_on_demand.ts';
import type { TriedRemedy } from '../../../worker/api.ts';
import { Button } from '../../controls/button.tsx';
import { percent, short } from '../../../format.ts';
import panel from '../panel.module.css';
import { useFree, WhyNot } from '../why_not.tsx';
import { Wide } from '../../controls/wide.tsx';
import styles from './weights.module.css';
import { placeholderPrompt } from '../../../vocabulary/placeholder_prompt.ts';
import { t } from '../../../strings/weights/t.ts';

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
    <section className={styles.remedies} aria-label={t('remedies')}>
      <h2>{t('remediesTitle')}</h2>
      <p>{t('remediesText', { tokens })}</p>
      {tried && <Table tried={tried} />}
      {failure && <p className={panel.failure}>{failure.message}</p>}
      <div className={panel.buttons}>
        <Button onClick={() => void run()} disabled={!free}>
          {t(trying ? 'trying' : tried ? 'tryAgain' : 'try')}
        </Button>
        <WhyNot />
      </div>
    </section>
  );
}

function Table({ tried }: { tried: readonly TriedRemedy[] }) {
  return (
    <Wide label={t('remediesTable')}>
      <table className={styles.table} aria-label={t('remediesEffect')}>
        <thead>
          <tr>
            <th scope="col">{t('kGains')}</th>
            <th scope="col">{t('largest')}</th>
            <th scope="col">{t('sameLogits')}</th>
            <th scope="col">{t('kl')}</th>
            <th scope="col">{t('sameTokens')}</th>
          </tr>
        </thead>
        <tbody>
          {tried.map((one) => (
            <tr key={one.name}>
              <th scope="row" title={t(`${one.name}Hint`)}>
                {t(one.name)}
              </th>
              <td>{short(Math.max(...one.largest))}</td>
              <td>{one.equal === one.logits ? t('bitForBit') : percent(one.equal / one.logits)}</td>
              <td>{short(one.divergence.mean)}</td>
              <td>
                {t(one.sameTokens === one.tokens ? 'all' : 'someOf', { same: one.sameTokens, tokens: one.tokens })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
