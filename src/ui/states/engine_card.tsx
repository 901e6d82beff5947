import { lazy } from 'react';
import { useAnswerer, useEngine } from '../../store/hooks.ts';
import { engine, unexpected } from '../../store/stores.ts';
import { showDialog } from '../view/view.ts';
import { focusMessage } from '../chat/focus_message.ts';
import { Button } from '../controls/button.tsx';
import { OnDemand } from '../controls/on_demand.tsx';
import { ReportButton } from '../controls/report_button.tsx';
import { Card } from './card.tsx';
import { t } from '../../strings/page/t.ts';
import { withStrings } from '../../strings/catalogue.ts';

const NoWebGpu = lazy(async () => ({ default: (await withStrings(import('./no_webgpu.tsx'))).NoWebGpu }));

function start(): void {
  focusMessage();
  void engine.getState().start();
}

function dismiss(): void {
  focusMessage();
  engine.getState().dismissFailure();
}

function restart(): void {
  focusMessage();
  void engine.getState().restart();
}

/** The engine may be stuck for good, or only slow. */
function Silent() {
  return (
    <Card tone="danger" title={t('silent')} detail={t('silentDetail')}>
      <p>{t('silentKept')}</p>
      <Button look="primary" onClick={restart}>
        {t('restart')}
      </Button>
    </Card>
  );
}

/** Says why no answer is possible, and offers the way out. Nothing when a model is ready, or about to be, or a peer answers. */
export function EngineCard() {
  const { device, model, loading, loadFailure, silent } = useEngine((state) => state);
  const byPeer = useAnswerer(({ peer }) => peer !== null);
  if (byPeer) return null;
  if (silent) return <Silent />;
  switch (device.at) {
    case 'opening':
      return null;
    case 'unavailable':
      return (
        <OnDemand otherwise={<Card tone="danger" title={t('noWebGpu')} detail={device.failure.message} />}>
          <NoWebGpu failure={device.failure} onRetry={start} />
        </OnDemand>
      );
    case 'lost':
      return (
        <Card tone="danger" title={t('gpuLost')} detail={device.failure.message}>
          <p>{t('conversationKept')}</p>
          <Button look="primary" onClick={start}>
            {t('reloadModel')}
          </Button>
        </Card>
      );
    case 'crashed':
      return (
        <Card tone="danger" title={t('crashed')} detail={device.failure.message}>
          <p>{t('conversationKept')}</p>
          <Button look="primary" onClick={start}>
            {t('restart')}
          </Button>
          <ReportButton report={() => unexpected.getState().reportOn(new Error(device.failure.message))} />
        </Card>
      );
    case 'open':
      break;
  }
  if (loading) return null;
  if (loadFailure) {
    return (
      <Card tone="danger" title={t('loadFailed')} detail={loadFailure.message}>
        {model ? (
          <p>{t('stillAnswers', { name: model.name })}</p>
        ) : (
          <Button look="primary" onClick={start}>
            {t('tryAgain')}
          </Button>
        )}
        <Button onClick={() => showDialog('models')}>{t('chooseModel')}</Button>
        {model && (
          <Button look="quiet" onClick={dismiss}>
            {t('dismiss')}
          </Button>
        )}
      </Card>
    );
  }
  if (model?.cannotChat) {
    return (
      <Card tone="warn" title={t('cannotChat', { name: model.name })} detail={model.cannotChat}>
        <Button onClick={() => showDialog('models')}>{t('chooseAnother')}</Button>
      </Card>
    );
  }
  if (!model) {
    return (
      <Card title={t('noModel')}>
        <Button look="primary" onClick={start}>
          {t('loadLast')}
        </Button>
        <Button onClick={() => showDialog('models')}>{t('chooseModel')}</Button>
      </Card>
    );
  }
  return null;
}
