import { renderToStaticMarkup } from 'react-dom/server';
import { REFERENCE } from '../text/languages';
import portal from '../text/zh-CN/portal';
import { Frame } from './Frame';
import { Home } from './Home';
import { loadText, TextContext } from './text';

const nothing = () => undefined;

/**
 * The prerendered home page: the build writes it into the HTML, so that it can be read before any script has
 * run.
 */
export async function firstPaint(): Promise<{ markup: string; title: string }> {
  const text = await loadText(REFERENCE);
  const markup = renderToStaticMarkup(
    <TextContext.Provider value={text}>
      <Frame big={false} onSize={nothing} onLanguage={nothing}>
        <Home />
      </Frame>
    </TextContext.Provider>,
  );
  return { markup, title: text('page_title', { title: portal.home_page.title }) };
}
