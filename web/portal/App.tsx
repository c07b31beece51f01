import { Suspense, useEffect, useState } from 'react';
import type { Locale } from '../text/languages';
import { Loading } from '../ui/portal/States';
import { Frame } from './Frame';
import { Home } from './Home';
import { Missing } from './Missing';
import { FiguresRoom, FileRoom, HelpRoom, JoinRoom, loadRooms, PlacesRoom, Track } from './rooms';
import { settings, showBig } from './settings';
import { loadText, TextContext, type Text } from './text';
import { useRoute } from './useRoute';

/** The portal: language and text size, the frame, and the screen that the URL names. */
export function App({ first }: { first: Text }) {
  const [text, setText] = useState<Text>(() => first);
  const [big, setBig] = useState(settings.big);
  const route = useRoute();

  useEffect(() => {
    document.documentElement.lang = text.locale;
  }, [text]);

  useEffect(loadRooms, []);

  const changeLanguage = async (locale: Locale) => {
    const loaded = await loadText(locale).catch(() => null);
    if (!loaded) return;
    settings.keepLocale(locale);
    setText(() => loaded);
  };
  const changeSize = () => {
    settings.keepBig(!big);
    showBig(!big);
    setBig(!big);
  };

  return (
    <TextContext.Provider value={text}>
      <Frame big={big} onSize={changeSize} onLanguage={(locale) => void changeLanguage(locale)}>
        <Suspense fallback={<Loading text={text('loading')} />}>
          {route.name === 'home' && <Home />}
          {(route.name === 'file' || route.name === 'step' || route.name === 'receipt') && (
            <FileRoom route={route} />
          )}
          {route.name === 'track' && (
            <Track key={`${route.number}/${route.code}`} number={route.number} code={route.code} />
          )}
          {route.name === 'join' && <JoinRoom key={route.token} token={route.token} />}
          {(route.name === 'help' || route.name === 'aid') && <HelpRoom route={route} />}
          {route.name === 'places' && <PlacesRoom type={route.type} />}
          {route.name === 'figures' && <FiguresRoom set={route.set} />}
          {route.name === 'missing' && <Missing />}
        </Suspense>
      </Frame>
    </TextContext.Provider>
  );
}
