import { expose } from 'comlink';
import { EncoderWorker } from './encoder_worker.ts';

expose(new EncoderWorker());
