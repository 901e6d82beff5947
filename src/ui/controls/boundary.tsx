import { Component, type ReactNode } from 'react';
import { unexpected } from '../../store/stores.ts';

interface Props {
  fallback: ReactNode;
  children: ReactNode;
  /** What is done about an error, but for showing the fallback. */
  onError?: (error: unknown) => void;
}

/** Shows `fallback` where the children fail: a part of the page could not be fetched, or has a bug. */
export class Boundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(error: unknown) {
    const { onError = unexpected.getState().tell } = this.props;
    onError(error);
  }

  override render() {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
