import { useLanguage, useTexts } from './language.tsx';
import { useLogout } from './logout.ts';
import { Button, LinkButton } from './parts/button.tsx';
import { Page } from './parts/page.tsx';
import { de, en } from './shell.texts.ts';

/** There is nothing to show at this address, or nothing for this person; says why and where to go. */
export function Nowhere({ reason, home }: { readonly reason: keyof typeof de.nowhere; readonly home: string | undefined }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const logout = useLogout();
  const said = t.nowhere[reason];
  return (
    <Page title={said.title} headline={said.title} sub={said.text}>
      <p className="row" lang={language}>
        {home !== undefined && <LinkButton href={home}>{t.toHome}</LinkButton>}
        {reason === 'no-membership' && <Button onClick={logout}>{t.logout}</Button>}
      </p>
    </Page>
  );
}
