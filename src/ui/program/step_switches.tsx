import { X } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type RefObject, useId } from 'react';
import { useSelfTest, useProgram, useUnavailable } from '../../store/hooks.ts';
import { program } from '../../store/stores.ts';
import type { StepName } from '../../worker/api.ts';
import { IconButton } from '../controls/button.tsx';
import { SetMark } from '../controls/set_mark.tsx';
import { SelfTestStatus } from '../self_test/self_test_status.tsx';
import { Overrule } from './overrule.tsx';
import styles from './step_switches.module.css';
import { stepNames } from '../../vocabulary/program.ts';
import { t } from '../../strings/kernels/t.ts';
import { t as page } from '../../strings/page/t.ts';

interface Props {
  /** The button that opens this. */
  anchor: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
}

/** A switch for every step, below the one for all. */
export function StepSwitches({ anchor, onClose }: Props) {
  const title = useId();
  const giveFocusBack = (event: Event) => {
    event.preventDefault();
    if (document.activeElement === document.body) anchor.current?.focus();
  };
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          className={styles.popover}
          aria-labelledby={title}
          align="end"
          sideOffset={14}
          collisionPadding={8}
          onCloseAutoFocus={giveFocusBack}
          // The button closes what it opened. If this closed first, the button would open it again.
          onInteractOutside={(event) => anchor.current?.contains(event.target as Node) && event.preventDefault()}
        >
          <div className={styles.head}>
            <div>
              <h2 id={title}>{t('title')}</h2>
              <p>{t('hint')}</p>
              <SelfTestStatus />
            </div>
            <Popover.Close asChild>
              <IconButton label={page('close')} icon={X} />
            </Popover.Close>
          </div>
          <ul className={styles.steps}>
            {stepNames.map((step) => (
              <StepSwitch key={step} step={step} />
            ))}
          </ul>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function StepSwitch({ step }: { step: StepName }) {
  const id = useId();
  const chosen = useProgram((state) => state.program[step]);
  const reason = useUnavailable()[step];
  const suspect = useSelfTest(({ suspects }) => suspects.find((one) => one.step === step));
  const overruled = useSelfTest((state) => state.overruled.includes(step));
  const set = reason === undefined ? chosen : 'reference';
  return (
    <li>
      {step === 'embed' ? <span className={styles.name}>{step}</span> : <label htmlFor={id}>{step}</label>}
      <div className={styles.text}>
        <p id={`${id}-text`}>
          {t(step)}
          {reason !== undefined && <em> {t('always', { reason })}</em>}
          {overruled && <em> {t('overruled', { reason: suspect?.reason ?? '' })}</em>}
        </p>
        {suspect?.kind === 'wrong' && !overruled && <Overrule step={step} switchId={id} />}
      </div>
      {step === 'embed' ? (
        <span className={styles.either}>{t('oneKernel')}</span>
      ) : (
        <span className={styles.switch} data-set={set}>
          <input
            id={id}
            type="checkbox"
            role="switch"
            aria-describedby={`${id}-text`}
            disabled={reason !== undefined}
            checked={set === 'fused'}
            aria-checked={set === 'fused'}
            onChange={({ target }) => program.getState().setStep(step, target.checked ? 'fused' : 'reference')}
          />
          <span className={styles.set} aria-hidden>
            <SetMark set={set} />
            {t(set)}
          </span>
        </span>
      )}
    </li>
  );
}
