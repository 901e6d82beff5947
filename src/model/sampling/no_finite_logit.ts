import { Refusal } from '../../result.ts';

/** No logit of a token is finite, so that none can be chosen. */
export class NoFiniteLogit extends Refusal {
  constructor(step: number) {
    super({
      kind: 'bad-request',
      message: `No logit of token ${step} is finite: the model broke down; a trace shows at which stage`,
    });
  }
}
