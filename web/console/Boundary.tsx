import { Component, type ReactNode } from 'react';

interface BoundaryProps {
  /** Another value begins anew, as when the address changes. */
  place: string;
  fallback: ReactNode;
  children: ReactNode;
}

/** Keeps a page that fails to draw itself from taking the frame around it along. */
export class Boundary extends Component<BoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidUpdate(before: BoundaryProps) {
    // Once for each change of place, so it cannot run in circles.
    // oxlint-disable-next-line react/no-did-update-set-state
    if (this.state.failed && before.place !== this.props.place) this.setState({ failed: false });
  }

  override render() {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
