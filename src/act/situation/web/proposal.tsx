import { Link } from 'wouter';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { readPublication } from '../../darksite/darksite.contract.ts';
import { dismissProposal, type IncidentView, openProposal } from '../../incidents/incidents.contract.ts';
import { de, en } from '../situation.texts.ts';

/** The question that waits: is what the headline says an emergency? */
export default function Proposal({ incident }: { readonly incident: IncidentView }) {
  const t = useTexts({ de, en });
  const may = { open: useMay('act.raise'), dismiss: useMay('act.lead') };
  const href = useHref();
  const params = { id: incident.id };
  const site = useQueryOf(readPublication, { params }, { topics: ['darksite', 'publication', 'incident'], enabled: useMay('act.own') });
  const open = useAction(openProposal);
  const dismiss = useAction(dismissProposal);
  return (
    <div>
      <p>{t.proposal}</p>
      {site.data?.byItself && (
        <p>
          {t.neutralLive} <Link href={href(`act/incidents/${incident.id}`)}>{t.neutralLook}</Link>
        </p>
      )}
      <div className="row">
        {may.open && (
          <Button kind="main" onClick={() => open.mutateAsync({ params: { id: incident.id } })}>
            {t.openIncident}
          </Button>
        )}
        {may.dismiss && <Button onClick={() => dismiss.mutateAsync({ params: { id: incident.id } })}>{t.dismiss}</Button>}
      </div>
      <FaultNote error={open.error ?? dismiss.error} />
    </div>
  );
}
