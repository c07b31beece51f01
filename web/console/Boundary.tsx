import { Component, type ReactNode } from 'react';

interface BoundaryProps {
  /** A new value resets the error, for example when the URL changes. */
  place: string;
  fallback: ReactNode;
  children: ReactNode;
}

/** Error boundary that keeps the frame when a page fails to render. */
export class Boundary extends Component<BoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidUpdate(before: BoundaryProps) {
    // oxlint-disable-next-line react/no-did-update-set-state -- only once for each change of place, so it cannot loop
    if (this.state.failed && before.place !== this.props.place) this.setState({ failed: false });
  }

  override render() {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
