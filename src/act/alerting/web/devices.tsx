import { useTexts } from '../../../web/language.tsx';
import { DeviceList, DeviceRow } from '../../../web/mydevices/devicerow.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { listDevices, removeDevice } from '../push/push.contract.ts';
import { de, en } from '../push/push.texts.ts';

/** Whose devices ring by push. They can be removed here, and registered only by whoever holds them. */
export function Devices() {
  const t = useTexts({ de, en });
  const toast = useToast();
  const mayWrite = useMay('settings.write');
  const query = useQueryOf(listDevices, undefined, { topics: ['push-device', 'delivery', 'person'] });
  const remove = useAction(removeDevice);
  return (
    <Loaded query={query}>
      {({ devices }) =>
        devices.length === 0 ? (
          <p>{t.house.none}</p>
        ) : (
          <details>
            <summary>{t.house.title(devices.length)}</summary>
            <DeviceList>
              {devices.map((device) => (
                <DeviceRow key={device.id} device={device} person={device.person}>
                  {mayWrite && (
                    <ConfirmButton
                      small
                      label={
                        <>
                          {t.remove}
                          <span className="visually-hidden"> {device.name}</span>
                        </>
                      }
                      title={t.removeTitle(device.name)}
                      confirm={t.remove}
                      onConfirm={async () => {
                        await remove.mutateAsync({ params: { id: device.id } });
                        toast({ text: t.removed(device.name) });
                      }}
                    >
                      {t.house.removeText(device.person)}
                    </ConfirmButton>
                  )}
                </DeviceRow>
              ))}
            </DeviceList>
          </details>
        )
      }
    </Loaded>
  );
}
