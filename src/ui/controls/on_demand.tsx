import { type ReactNode, Suspense } from 'react';
import { Boundary } from './boundary.tsx';

interface Props {
  /** In its place where it cannot be fetched. */
  otherwise?: ReactNode;
  children: ReactNode;
}

/** What is fetched when it is first shown. Nothing stands in its place meanwhile. */
export function OnDemand({ otherwise = null, children }: Props) {
  return (
    <Boundary fallback={otherwise}>
      <Suspense fallback={null}>{children}</Suspense>
    </Boundary>
  );
}
