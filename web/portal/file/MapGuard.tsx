import { Component, type ReactNode } from 'react';
import { Failed } from '../../ui/portal/States';

/** A map that does not load must not take the form with it. */
export class MapGuard extends Component<{ text: string; children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <Failed text={this.props.text} /> : this.props.children;
  }
}
