import { useLocation } from 'wouter';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useHref } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { addDarkPagesFromTemplates, type DarkPageAnswer, listDarkPageTemplates } from '../darkpages.contract.ts';
import { de, en } from '../screens.texts.ts';
import css from './darkpages.module.css';

/** Templates that have not been taken yet, by their German or English title. */
export function Templates({ pages }: { readonly pages: readonly DarkPageAnswer[] }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const toast = useToast();
  const href = useHref();
  const [, go] = useLocation();
  const query = useQueryOf(listDarkPageTemplates);
  const make = useAction(addDarkPagesFromTemplates, {
    onDone: ({ pages: [first] }) => {
      if (!first) return;
      toast({ text: t.made(first.title) });
      go(href(`prepare/emergency-site/${first.id}`));
    },
  });
  return (
    <Loaded query={query}>
      {({ templates }) => {
        const left = templates.filter(({ title }) => !pages.some((page) => page.title === title.de || page.title === title.en));
        if (left.length === 0) return null;
        return (
          <section className="stack" aria-labelledby="page-templates">
            <h2 id="page-templates">{t.start}</h2>
            <p className="muted">{t.startText}</p>
            <FaultNote error={make.error} />
            <div className={css['templates']}>
              {left.map(({ key, kind, title, headline }) => (
                <Card key={key}>
                  <div className={css['template']}>
                    <h3>{title[language]}</h3>
                    <p className="muted">{headline[language]}</p>
                    <div className="row">
                      <Button
                        small
                        busy={make.isPending}
                        aria-label={`${t.make}: ${title[language]}`}
                        onClick={() => make.mutate({ body: { keys: [key] } })}
                      >
                        {t.make}
                      </Button>
                      <Chip>{t.kinds[kind]}</Chip>
                    </div>
                  </div>
                </Card>
              ))}
            </div>
          </section>
        );
      }}
    </Loaded>
  );
}
