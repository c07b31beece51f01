import { Heading } from '../ui/portal/Heading';
import { useText } from './text';

/** The page for an unknown URL. */
export function Missing() {
  const text = useText();
  const title = text('missing.title');
  return (
    <>
      <Heading pageTitle={text('page_title', { title })}>{title}</Heading>
      <p>{text('missing.text')}</p>
      <a className="button" href="#/">
        {text('home')}
      </a>
    </>
  );
}
