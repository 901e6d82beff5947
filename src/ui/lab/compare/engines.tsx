import { useConversation, useEngine, usePeers } from '../../../store/hooks.ts';
import { pathTo, type Tree } from '../../../store/conversations/tree.ts';
import type { Message } from '../../../store/conversations/message.ts';
import type { ChatSummary } from '../../../worker/api.ts';
import { decodeRate } from '../../chat/figures.ts';
import { bytes, duration, tokenRate } from '../../../format.ts';
import styles from './engines.module.css';
import { t } from '../../../strings/peers/t.ts';

/** The last answer of every engine in this conversation, side by side; nothing while this page's engine is alone. */
export function Engines() {
  const peers = usePeers((state) => state.peers);
  const own = useEngine((engine) => engine.model);
  const tree = useConversation((state) => state.tree);
  if (peers.length === 0) return null;
  const others = new Set(peers.map(({ model }) => model.name));
  const rows = [
    {
      name: t('thisPage'),
      memory: own?.weights.bytes ?? null,
      figures: lastFigures(tree, (name) => !others.has(name)),
    },
    ...peers.map(({ label, memory, model }) => ({
      name: label,
      memory,
      figures: lastFigures(tree, (name) => name === model.name),
    })),
  ];
  return (
    <table className={styles.engines} aria-label={t('engines')}>
      <thead>
        <tr>
          {[t('engine'), t('speed'), t('firstToken'), t('weightsMemory')].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, memory, figures }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{rateOf(figures)}</td>
            <td>{figures ? duration(figures.timeToFirstTokenMs) : '–'}</td>
            <td>{memory === null ? t('elsewhere') : bytes(memory)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function rateOf(figures: ChatSummary | null): string {
  const rate = figures && decodeRate(figures);
  return rate === null ? '– tok/s' : tokenRate(rate);
}

function lastFigures(tree: Tree<Message>, isBy: (name: string) => boolean): ChatSummary | null {
  const answers = pathTo(tree, tree.leaf).flatMap(({ message }) =>
    message.role === 'assistant' && message.figures && isBy(message.model.name) ? [message.figures] : [],
  );
  return answers.at(-1) ?? null;
}
