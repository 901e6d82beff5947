import { createChartChoices } from '../../../store/lab/chart_choices.ts';
import { localCells } from '../../../store/storage.ts';
import { onUnsaved } from '../../../store/stores.ts';

/** Loaded with the lab: the first view does without it. */
export const chartChoices = createChartChoices(localCells(), onUnsaved);
