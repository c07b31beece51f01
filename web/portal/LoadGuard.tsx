import { Component, type ReactNode } from 'react';
import { Failed } from '../ui/portal/States';

/** A part that does not load must not take the rest of the page with it. */
export class LoadGuard extends Component<{ text: string; children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <Failed text={this.props.text} /> : this.props.children;
  }
}
