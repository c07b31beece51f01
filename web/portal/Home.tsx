import { useState } from 'react';
import { Heading } from '../ui/portal/Heading';
import { Danger } from './Danger';
import { keptDraft } from './draft';
import { useText } from './text';

const FACTS = ['free', 'voluntary', 'confidential'];
const WAYS = ['how_1', 'how_2', 'how_3'];
const MORE = ['help', 'places', 'figures'];

/** The home page: what the service is, filing and tracking, and what to read first. */
export function Home() {
  const text = useText();
  const [begun] = useState(() => keptDraft() !== null);
  const title = text('home_page.title');
  return (
    <div className="home">
      <div className="home-top">
        <div className="home-intro">
          <Heading pageTitle={text('page_title', { title })}>{title}</Heading>
          <p className="lead">{text('home_page.lead')}</p>
        </div>
        <nav className="doors" aria-label={text('product')}>
          <a className="door door-main" href="#/file">
            <span className="door-name">{text(begun ? 'home_page.resume' : 'home_page.file')}</span>
            <span>{text(begun ? 'home_page.resume_hint' : 'home_page.file_hint')}</span>
          </a>
          <a className="door" href="#/track">
            <span className="door-name">{text('home_page.track')}</span>
            <span>{text('home_page.track_hint')}</span>
          </a>
          <Danger title={text('home_page.danger_title')}>{text('home_page.danger_text')}</Danger>
        </nav>
        <nav className="more-ways" aria-label={text('home_page.more_title')}>
          <h2>{text('home_page.more_title')}</h2>
          <ul>
            {MORE.map((way) => (
              <li key={way}>
                <a href={`#/${way}`}>
                  <strong>{text(`home_page.${way}`)}</strong>
                  <span>{text(`home_page.${way}_hint`)}</span>
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <ul className="promises" aria-label={text('home_page.facts_title')}>
          {FACTS.map((fact) => (
            <li key={fact}>
              <strong>{text(`home_page.${fact}`)}</strong>
              <span>{text(`home_page.${fact}_text`)}</span>
            </li>
          ))}
        </ul>
      </div>
      <section aria-labelledby="how">
        <h2 id="how">{text('home_page.how_title')}</h2>
        <ol className="how">
          {WAYS.map((way) => (
            <li key={way}>
              <strong>{text(`home_page.${way}`)}</strong>
              <span>{text(`home_page.${way}_text`)}</span>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
