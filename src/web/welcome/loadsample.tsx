import { loadSample } from '../../learn/sample/sample.contract.ts';
import { de, en } from '../../learn/sample/sample.texts.ts';
import { useTexts } from '../language.tsx';
import { Button } from '../parts/button.tsx';
import { FaultNote } from '../parts/fault.tsx';
import { useMay } from '../place.ts';
import { useAction } from '../query.ts';
import css from './loadsample.module.css';

/** Offers the sample firm to whoever may change the settings; for places where nothing was entered yet. */
export function LoadSample() {
  const t = useTexts({ de, en });
  const may = useMay('settings.write');
  const load = useAction(loadSample);
  if (!may) return null;
  return (
    <div className={css['offer']}>
      <p className="muted">{t.about}</p>
      <Button busy={load.isPending} onClick={() => load.mutate({})}>
        {t.load}
      </Button>
      <FaultNote error={load.error} problems={t.problems} />
    </div>
  );
}
