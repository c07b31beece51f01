import { useEffect, useState } from 'react';
import { FileCase } from './file/FileCase';
import { ReceiptPage } from './file/ReceiptPage';
import { useFiling } from './file/useFiling';
import { Frame } from './Frame';
import { Home } from './Home';
import { Missing } from './Missing';
import { settings, showBig } from './settings';
import { loadText, TextContext, type Text } from './text';
import { Track } from './track/Track';
import { useRoute } from './useRoute';

/** The portal: language and letters, the frame, and the screen that the address names. */
export function App({ first }: { first: Text }) {
  const [text, setText] = useState<Text>(() => first);
  const [big, setBig] = useState(settings.big);
  const route = useRoute();
  const filing = useFiling();

  useEffect(() => {
    document.documentElement.lang = text.locale;
  }, [text]);

  const changeLanguage = async () => {
    const locale = text.locale === 'en' ? 'zh-CN' : 'en';
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
      <Frame big={big} onSize={changeSize} onLanguage={() => void changeLanguage()}>
        {route.name === 'home' && <Home begun={filing.begun} />}
        {(route.name === 'file' || route.name === 'step') && <FileCase route={route} filing={filing} />}
        {route.name === 'receipt' && <ReceiptPage filing={filing} />}
        {route.name === 'track' && (
          <Track key={`${route.number}/${route.code}`} number={route.number} code={route.code} />
        )}
        {route.name === 'missing' && <Missing />}
      </Frame>
    </TextContext.Provider>
  );
}
