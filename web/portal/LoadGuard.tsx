import { Component, type ReactNode } from 'react';
import { Failed } from '../ui/portal/States';

/** Error boundary for a chunk that does not load, so that the rest of the page stays. */
export class LoadGuard extends Component<{ text: string; children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <Failed text={this.props.text} /> : this.props.children;
  }
}
