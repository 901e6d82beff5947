import { type ComponentProps, lazy } from 'react';
import { OnDemand } from '../../controls/on_demand.tsx';
import type { AttachmentList } from './attachment_list.tsx';
import { withStrings } from '../../../strings/catalogue.ts';
import { t } from '../../../strings/chat/t.ts';

const List = lazy(async () => ({ default: (await withStrings(import('./attachment_list.tsx'))).AttachmentList }));

/** What goes with a message; nothing where there is none. */
export function Attachments(props: ComponentProps<typeof AttachmentList>) {
  if (props.attachments.length === 0) return null;
  return (
    <OnDemand otherwise={<p>{t('attachmentsFailed')}</p>}>
      <List {...props} />
    </OnDemand>
  );
}
