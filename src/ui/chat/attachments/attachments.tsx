import { type ComponentProps, lazy, Suspense } from 'react';
import { Boundary } from '../../controls/boundary.tsx';
import type { AttachmentList } from './attachment_list.tsx';
import { withStrings } from '../../../strings/catalogue.ts';

const List = lazy(async () => ({ default: (await withStrings(import('./attachment_list.tsx'))).AttachmentList }));

/** What goes with a message; nothing where there is none. Fetched when it is first needed. */
export function Attachments(props: ComponentProps<typeof AttachmentList>) {
  if (props.attachments.length === 0) return null;
  return (
    <Boundary fallback={<p>The attachments cannot be shown: reload the page.</p>}>
      <Suspense fallback={null}>
        <List {...props} />
      </Suspense>
    </Boundary>
  );
}
