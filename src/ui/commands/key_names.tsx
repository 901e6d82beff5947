import styles from './commands.module.css';
import { keyNames, type Keys } from './keys.ts';

export function KeyNames({ keys }: { keys: Keys }) {
  return (
    <span className={styles.keys}>
      {keyNames(keys).map((name) => (
        <kbd key={name}>{name}</kbd>
      ))}
    </span>
  );
}
