import { useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { Secret } from '../../../web/parts/secret.tsx';
import { useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { de, en } from '../address.texts.ts';
import { heartbeatAddress, newHeartbeatAddress } from '../heartbeats.contract.ts';
import { Reporting } from './reporting.tsx';

/** The address to which a program reports: made on demand, shown once. */
export function Address({ id, kind }: { readonly id: string; readonly kind: string }) {
  const t = useTexts({ de, en });
  const mayWrite = useMay('watch.write');
  const query = useQueryOf(heartbeatAddress, { params: { id } }, { topics: ['check'] });
  const [url, setUrl] = useState<string>();
  const make = useAction(newHeartbeatAddress, { onDone: (answer) => setUrl(answer.url) });
  const renew = () => make.mutateAsync({ params: { id } });
  return (
    <Card title={t.title}>
      <div className="stack">
        {url === undefined ? (
          <Loaded query={query}>
            {({ made }) => (
              <>
                <p>{made ? t.made : t.none}</p>
                {mayWrite && !made && (
                  <div>
                    <Button kind="main" onClick={renew}>
                      {t.make}
                    </Button>
                  </div>
                )}
                {mayWrite && made && (
                  <div>
                    <ConfirmButton label={t.renew} kind="quiet" title={t.renewTitle} confirm={t.renew} onConfirm={renew}>
                      {t.renewMeans}
                    </ConfirmButton>
                  </div>
                )}
              </>
            )}
          </Loaded>
        ) : (
          <>
            <p>{t.once}</p>
            <Secret value={url} label={t.title} />
            <Reporting kind={kind} url={url} />
          </>
        )}
        <FaultNote error={make.error} />
      </div>
    </Card>
  );
}
