import { useEngine } from '../../store/hooks.ts';
import { engine, unexpected } from '../../store/stores.ts';
import { showDialog } from '../view/view.ts';
import { focusMessage } from '../chat/focus_message.ts';
import { Button } from '../controls/button.tsx';
import { ReportButton } from '../controls/report_button.tsx';
import { Card } from './card.tsx';
import { NoWebGpu } from './no_webgpu.tsx';

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
    <Card
      tone="danger"
      title="The engine does not react"
      detail="It has given no sign of life for five seconds: restart it, or wait if this machine is very busy."
    >
      <p>The conversation is kept, and an answer that is cut can be continued.</p>
      <Button look="primary" onClick={restart}>
        Restart the engine
      </Button>
    </Card>
  );
}

/** Says why no answer is possible, and offers the way out. Nothing when a model is ready, or about to be. */
export function EngineCard() {
  const { device, model, loading, loadFailure, silent } = useEngine((state) => state);
  if (silent) return <Silent />;
  switch (device.at) {
    case 'opening':
      return null;
    case 'unavailable':
      return <NoWebGpu failure={device.failure} onRetry={start} />;
    case 'lost':
      return (
        <Card tone="danger" title="The GPU was lost" detail={device.failure.message}>
          <p>The conversation is kept.</p>
          <Button look="primary" onClick={start}>
            Reload the model
          </Button>
        </Card>
      );
    case 'crashed':
      return (
        <Card tone="danger" title="The engine crashed" detail={device.failure.message}>
          <p>The conversation is kept.</p>
          <Button look="primary" onClick={start}>
            Restart the engine
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
      <Card tone="danger" title="The model could not be loaded" detail={loadFailure.message}>
        {model ? (
          <p>{model.name} is still loaded, and answers.</p>
        ) : (
          <Button look="primary" onClick={start}>
            Try again
          </Button>
        )}
        <Button onClick={() => showDialog('models')}>Choose a model</Button>
        {model && (
          <Button look="quiet" onClick={dismiss}>
            Dismiss
          </Button>
        )}
      </Card>
    );
  }
  if (model?.cannotChat) {
    return (
      <Card tone="warn" title={`${model.name} cannot chat`} detail={model.cannotChat}>
        <Button onClick={() => showDialog('models')}>Choose another model</Button>
      </Card>
    );
  }
  if (!model) {
    return (
      <Card title="No model is loaded">
        <Button look="primary" onClick={start}>
          Load the last one
        </Button>
        <Button onClick={() => showDialog('models')}>Choose a model</Button>
      </Card>
    );
  }
  return null;
}
