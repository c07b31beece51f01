import { Component, type ReactNode } from 'react';
import type { Text } from './text';

/** Error boundary for unexpected errors: the input is stored, so a reload continues from there. */
export class Boundary extends Component<{ text: Text; children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    const { text, children } = this.props;
    if (!this.state.broken) return children;
    return (
      <main className="page">
        <h1>{text('broken.title')}</h1>
        <p>{text('broken.text')}</p>
        <button type="button" className="button" onClick={() => window.location.reload()}>
          {text('broken.reload')}
        </button>
      </main>
    );
  }
}
