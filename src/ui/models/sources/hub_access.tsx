import { useState } from 'react';
import { useHubAccess } from '../../../store/hooks.ts';
import { hubAddress, huggingFace } from '../../../vocabulary/hub_access.ts';
import { Button } from '../../controls/button.tsx';
import { Field } from '../../controls/field.tsx';
import styles from './hub_access.module.css';
import { t } from '../../../strings/models/t.ts';

/** How the hub is reached: at which address, and with which token. */
export function HubAccessFields() {
  const { hub, token, reachAt, signIn } = useHubAccess((state) => state);
  const [typed, setTyped] = useState(hub);
  const [typedToken, setTypedToken] = useState(token ?? '');
  const address = hubAddress(typed || huggingFace.hub);
  const { host } = new URL(hub);
  return (
    <details className={styles.access}>
      <summary>
        {t('hubAndToken')}
        {(hub !== huggingFace.hub || token !== null) && (
          <small>{token === null ? host : t('withToken', { host })}</small>
        )}
      </summary>
      <form
        className={styles.row}
        aria-label={t('hub')}
        onSubmit={(event) => {
          event.preventDefault();
          if (address === null) return;
          setTyped(address);
          if (address !== hub) setTypedToken('');
          reachAt(address);
        }}
      >
        <Field label={t('hubAddress')} hint={address === null ? t('hubAddressWrong') : t('hubAddressHint')}>
          {(ids) => (
            <input
              {...ids}
              inputMode="url"
              placeholder={huggingFace.hub}
              spellCheck={false}
              autoCapitalize="none"
              aria-invalid={address === null}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" disabled={address === null || address === hub}>
          {t('useAddress')}
        </Button>
      </form>
      <form
        className={styles.row}
        aria-label={t('token')}
        onSubmit={(event) => {
          event.preventDefault();
          signIn(typedToken.trim() || null);
        }}
      >
        <Field label={t('accessToken')} hint={t('accessTokenHint', { host })}>
          {(ids) => (
            <input
              {...ids}
              type="password"
              autoComplete="off"
              spellCheck={false}
              value={typedToken}
              onChange={(event) => setTypedToken(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" disabled={(typedToken.trim() || null) === token}>
          {typedToken.trim() || token === null ? t('useToken') : t('forgetToken')}
        </Button>
      </form>
    </details>
  );
}
