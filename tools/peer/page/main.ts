import { env } from 'onnxruntime-web/jspi';
import { describeEnvironment } from './environment.ts';
import { measure } from './measure.ts';

window.peer = { describe: () => describeEnvironment(env.versions.web ?? 'unknown'), measure };
