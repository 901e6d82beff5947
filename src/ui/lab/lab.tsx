import type { LabTab } from '../view/view_address.ts';
import { showLab } from '../view/view.ts';
import { Dialog } from '../controls/dialog.tsx';
import { LabTabs } from './lab_tabs.tsx';
import { Side } from './side.tsx';

/** The lab: beside the chat on a wide window, as a sheet over it on a narrow one. */
export function Lab({ tab, wide }: { tab: LabTab; wide: boolean }) {
  if (wide) return <Side tab={tab} />;
  return (
    <Dialog
      title="Lab"
      description="What the kernels do, while they do it."
      place="sheet"
      onClose={() => showLab(null)}
    >
      <LabTabs tab={tab} />
    </Dialog>
  );
}
